using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Mail;

/// <param name="StaffLink">
/// A URL with <c>{id}</c> in it, where staff find a submission; null for the app's own page.
/// </param>
/// <param name="IncludeDetails">
/// Whether emails to staff contain what the visitor wrote. Email is not confidential.
/// </param>
internal sealed record NotificationSettings(string? StaffLink, bool IncludeDetails) : ISettings<NotificationSettings>
{
    private const string LinkName = "Notifications:StaffLink";
    private const string DetailsName = "Notifications:IncludeDetails";
    private const string AgreementName = "Notifications:AgreementSigned";

    public static NotificationSettings Read(SettingsReader reader)
    {
        var link = reader.OptionalUrl(LinkName) is null ? null : reader.Optional(LinkName);
        if (link is not null && !link.Contains("{id}", StringComparison.Ordinal))
        {
            reader.Report(LinkName, "must contain {id}");
        }

        var includeDetails = reader.Boolean(DetailsName, fallback: false);
        var isAgreed = reader.Boolean(AgreementName, fallback: false);
        if (includeDetails && !isAgreed && reader.IsInAzure)
        {
            reader.Report(
                DetailsName,
                "puts health information into email, which SendGrid's terms forbid: it needs "
                + $"{AgreementName}=true, once there is a signed agreement");
        }

        return new NotificationSettings(link, includeDetails);
    }
}
