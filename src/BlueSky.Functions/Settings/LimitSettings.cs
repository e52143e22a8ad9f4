namespace BlueSky.Functions.Settings;

/// <param name="PostsPerMinute">Per client address; 0 for no limit. Counted by each instance for itself.</param>
internal sealed record LimitSettings(int PostsPerMinute)
{
    public static LimitSettings Read(SettingsReader reader) => new(reader.Count("Limits:PostsPerMinute", 30));
}
