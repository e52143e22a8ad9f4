namespace BlueSky.Content.Mails;

/// <summary>What the welcome mail says; without resources it promises news alone.</summary>
public sealed record SubscribeWelcomeModel(
    ClinicDetails Clinic, IReadOnlyList<FreeResource> Resources, Uri UnsubscribeUrl, Uri ResourcesPage);

/// <summary>An article that subscribers may read.</summary>
public sealed record FreeResource(string Title, Uri Url, string Summary);
