namespace BlueSky.Functions.Settings;

/// <param name="After">How old an open marker must be before Sweep puts its submission back on the queue.</param>
internal sealed record SweepSettings(TimeSpan After)
{
    public static SweepSettings Read(SettingsReader reader) =>
        new(reader.Duration("Sweep:After", TimeSpan.FromMinutes(2)));
}
