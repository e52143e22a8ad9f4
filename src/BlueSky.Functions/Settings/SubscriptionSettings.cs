using BlueSky.Content.Mails;

namespace BlueSky.Functions.Settings;

/// <param name="Resources">The free resources that subscribers are promised, in order.</param>
internal sealed record SubscriptionSettings(IReadOnlyList<FreeResource> Resources)
{
    private const string ResourcesName = "Subscriptions:Resources";

    public static SubscriptionSettings Read(SettingsReader reader)
    {
        if (reader.Flag("Subscriptions:DoubleOptIn", fallback: false))
        {
            reader.Report("Subscriptions:DoubleOptIn", "must be false: double opt-in is not built yet");
        }

        return new SubscriptionSettings(reader.Indexes(ResourcesName).Select(name => new FreeResource(
            reader.Text($"{name}:Title"),
            reader.Url($"{name}:Url"),
            reader.Optional($"{name}:Summary") ?? "")).ToList());
    }
}
