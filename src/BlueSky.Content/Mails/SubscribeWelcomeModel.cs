namespace BlueSky.Content.Mails;

/// <summary>The data of the welcome email; without resources, it only promises news.</summary>
public sealed record SubscribeWelcomeModel(
    ClinicDetails Clinic, IReadOnlyList<FreeResource> Resources, Uri UnsubscribeUrl, Uri ResourcesPage);

/// <summary>An article that subscribers may read.</summary>
public sealed record FreeResource(string Title, Uri Url, string Summary);
