using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Spam;

/// <param name="QuarantineAt">Points from which a post is quarantined; 0 for never.</param>
/// <param name="RefuseAt">Points from which it is refused, if its form allows that; 0 for never.</param>
/// <param name="FastestPost">A form that is sent sooner after it was shown is suspicious.</param>
/// <param name="BurstAt">
/// More posts than this from one network in ten minutes, or half as many in one, are a burst; 0 for no limit.
/// </param>
/// <param name="QuarantineUnverified">Whether to quarantine a post if its challenge cannot be verified.</param>
internal sealed record SpamSettings(
    int QuarantineAt, int RefuseAt, TimeSpan FastestPost, int BurstAt, bool QuarantineUnverified = true)
    : ISettings<SpamSettings>
{
    public static SpamSettings Read(SettingsReader reader) => new(
        reader.Integer("Spam:QuarantineAt", 5),
        reader.Integer("Spam:RefuseAt", 10),
        reader.Duration("Spam:FastestPost", TimeSpan.FromSeconds(3)),
        reader.Integer("Spam:BurstAt", 8),
        reader.OneOf("Spam:WhenVerifierIsDown", ["quarantine", "accept"]) == "quarantine");
}
