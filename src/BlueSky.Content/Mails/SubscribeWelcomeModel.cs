using BlueSky.Content.Localization;

namespace BlueSky.Content.Mails;

/// <summary>The data of the welcome email; without resources, it only promises news.</summary>
/// <param name="IsConfirmed">Whether the subscriber confirmed the address: not without double opt-in.</param>
public sealed record SubscribeWelcomeModel(
    ClinicDetails Clinic, IReadOnlyList<FreeResource> Resources, Uri UnsubscribeUrl, Uri ResourcesPage,
    bool IsConfirmed);

/// <summary>An article that subscribers may read.</summary>
public sealed record FreeResource(string Title, Uri Url, string Summary)
{
    /// <summary>The tag of the language that it is written in.</summary>
    public string Language { get; init; } = Texts.English.Tag;
}
