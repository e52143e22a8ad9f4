using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Mail;

/// <param name="StaffLink">A URL with <c>{id}</c> in it, where staff find a submission; null for no link.</param>
/// <param name="IncludeDetails">
/// Whether emails to staff contain what the visitor wrote. Email is not confidential.
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
