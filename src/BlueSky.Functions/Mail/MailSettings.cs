using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Mail;

/// <param name="From">The sender: an address at a domain that SendGrid has authenticated.</param>
/// <param name="Staff">Who is notified of submissions.</param>
/// <param name="ResolveAfter">
/// How long to wait for SendGrid's event after an unknown outcome, before the email is sent again.
/// </param>
/// <param name="SendingFor">How long a worker may take to send before the outcome counts as unknown.</param>
internal sealed record MailSettings(
    string From, string FromName, IReadOnlyList<string> Staff, TimeSpan ResolveAfter, TimeSpan SendingFor)
    : ISettings<MailSettings>
{
    /// <summary>
    /// The emails to staff and to the visitor are added in one transaction; Azure allows at most 100 actions.
    /// </summary>
    private const int MaxStaff = 50;

    public static MailSettings Read(SettingsReader reader) => new(
        reader.Optional("Mail:From") is { } from ? reader.Email("Mail:From", from) : reader.Required("Mail:From"),
        reader.Required("Mail:FromName"),
        ReadStaff(reader),
        reader.Duration("Mail:ResolveAfter", TimeSpan.FromMinutes(10)),
        reader.Duration("Mail:SendingFor", TimeSpan.FromMinutes(1)));

    private static List<string> ReadStaff(SettingsReader reader)
    {
        var staff = reader.RequiredList("Mail:Staff", "email address")
            .Select(address => reader.Email("Mail:Staff", address))
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (staff.Count > MaxStaff)
        {
            reader.Report("Mail:Staff", $"takes at most {MaxStaff} email addresses");
        }

        return staff;
    }
}
