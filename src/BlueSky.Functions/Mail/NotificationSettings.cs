using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Mail;

/// <param name="StaffLink">An address with <c>{id}</c> in it, where staff find a submission; null for no link.</param>
/// <param name="IncludeDetails">
/// Whether staff mails carry what the visitor wrote. Mail is not a safe place for it.
/// </param>
internal sealed record NotificationSettings(string? StaffLink, bool IncludeDetails) : ISettings<NotificationSettings>
{
    private const string LinkName = "Notifications:StaffLink";

    public static NotificationSettings Read(SettingsReader reader)
    {
        var link = reader.OptionalUrl(LinkName) is null ? null : reader.Optional(LinkName);
        if (link is not null && !link.Contains("{id}", StringComparison.Ordinal))
        {
            reader.Report(LinkName, "must contain {id}");
        }

        return new NotificationSettings(link, reader.Boolean("Notifications:IncludeDetails", fallback: false));
    }
}
