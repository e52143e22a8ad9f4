using BlueSky.Functions.Settings;

namespace BlueSky.Functions.News;

/// <param name="MailsPerMinute">How many emails with news all instances send in a minute; 0 for no limit.</param>
internal sealed record NewsSettings(int MailsPerMinute) : ISettings<NewsSettings>
{
    public static NewsSettings Read(SettingsReader reader) => new(reader.Integer("News:MailsPerMinute", 600));
}
