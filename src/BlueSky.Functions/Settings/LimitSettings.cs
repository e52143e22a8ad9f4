namespace BlueSky.Functions.Settings;

/// <param name="PostsPerMinute">Per client address; 0 for no limit. Counted by each instance for itself.</param>
/// <param name="ConfirmMailsPerHour">
/// To all addresses together, in each hour by the clock; 0 for no limit. Counted for all instances together.
/// </param>
internal sealed record LimitSettings(int PostsPerMinute, int ConfirmMailsPerHour)
{
    public static LimitSettings Read(SettingsReader reader) => new(
        reader.Count("Limits:PostsPerMinute", 30),
        reader.Count("Limits:ConfirmMailsPerHour", 100));
}
