using BlueSky.Content.Localization;
using BlueSky.Content.Mails;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Subscriptions;

/// <param name="DoubleOptIn">Whether the owner of an address must confirm a request by email.</param>
/// <param name="ConfirmWithin">How long the links in a confirmation email work.</param>
/// <param name="ConfirmCooldown">The minimum time between two confirmation emails to one address.</param>
/// <param name="ForgetPendingAfter">How long an unconfirmed request is kept.</param>
/// <param name="ConsentText">The text beside the form that a subscriber agrees to.</param>
/// <param name="ConsentVersion">Must be changed together with the text.</param>
/// <param name="Resources">The free resources for subscribers, in order.</param>
internal sealed record SubscriptionSettings(
    bool DoubleOptIn, TimeSpan ConfirmWithin, TimeSpan ConfirmCooldown, TimeSpan ForgetPendingAfter,
    string ConsentText, string ConsentVersion, IReadOnlyList<FreeResource> Resources) : ISettings<SubscriptionSettings>
{
    private const string ResourcesName = "Subscriptions:Resources";

    /// <summary>How long the links work, as emails and pages say it: in whole days, at least one.</summary>
    public int ConfirmDays => (int)Math.Max(1, Math.Round(ConfirmWithin.TotalDays));

    public static SubscriptionSettings Read(SettingsReader reader) => new(
        reader.Boolean("Subscriptions:DoubleOptIn", fallback: true),
        reader.Duration("Subscriptions:ConfirmWithin", TimeSpan.FromDays(7)),
        reader.Duration("Subscriptions:ConfirmCooldown", TimeSpan.FromMinutes(15)),
        reader.Duration("Subscriptions:ForgetPendingAfter", TimeSpan.FromDays(30)),
        reader.Optional("Subscriptions:ConsentText") ?? "Subscribe for free resources & news updates",
        reader.Optional("Subscriptions:ConsentVersion") ?? "1",
        reader.ChildKeys(ResourcesName).Select(name => new FreeResource(
            reader.Required($"{name}:Title"),
            reader.Url($"{name}:Url"),
            reader.Optional($"{name}:Summary") ?? "")
        {
            Language = reader.OneOf($"{name}:Language", [Texts.English.Tag, Texts.Spanish.Tag]),
        }).ToList());
}
