namespace BlueSky.Functions.Settings;

/// <param name="StaffLink">An address with <c>{id}</c> in it, where staff find a submission; null for no link.</param>
/// <param name="IncludeDetails">Whether staff mails carry what the visitor wrote. Mail is not a safe place for it.</param>
internal sealed record NotificationSettings(string? StaffLink, bool IncludeDetails)
{
    public static NotificationSettings Read(SettingsReader reader)
    {
        var link = reader.OptionalUrl("Notifications:StaffLink") is null ? null : reader.Optional("Notifications:StaffLink");
        if (link is not null && !link.Contains("{id}", StringComparison.Ordinal))
        {
            reader.Report("Notifications:StaffLink", "must contain {id}");
        }

        return new NotificationSettings(link, reader.Flag("Notifications:IncludeDetails", fallback: false));
    }
}
