namespace BlueSky.Functions.Settings;

/// <param name="PostsPerMinute">Per client network; 0 for no limit. Each instance counts separately.</param>
/// <param name="ConfirmMailsPerHour">
/// To all addresses together, per clock hour; 0 for no limit. Counted for all instances together.
/// </param>
/// <param name="ConfirmMailsPerNetwork">
/// The part of them that one network (one IPv4 address or IPv6 /48) may request; 0 for no limit.
/// </param>
/// <param name="AcknowledgementsPerHour">The same for acknowledgements; more are not sent.</param>
/// <param name="StaffNoticesPerHour">
/// The same for staff notices, per recipient; more are replaced by a summary.
/// </param>
/// <param name="ManageMailsPerHour">The same for requested emails with the unsubscribe link.</param>
/// <param name="ClientAddressFrom">The header with the client's address; null to use the connection's.</param>
internal sealed record LimitSettings(
    int PostsPerMinute, int ConfirmMailsPerHour, int ConfirmMailsPerNetwork, int AcknowledgementsPerHour,
    int StaffNoticesPerHour, int ManageMailsPerHour, string? ClientAddressFrom = null) : ISettings<LimitSettings>
{
    public static LimitSettings Read(SettingsReader reader)
    {
        var confirmMails = reader.Integer("Limits:ConfirmMailsPerHour", 100);
        return new LimitSettings(
            reader.Integer("Limits:PostsPerMinute", 30),
            confirmMails,
            reader.Integer("Limits:ConfirmMailsPerNetwork", AQuarterOf(confirmMails)),
            reader.Integer("Limits:AcknowledgementsPerHour", 60),
            reader.Integer("Limits:StaffNoticesPerHour", 60),
            reader.Integer("Limits:ManageMailsPerHour", 30),
            reader.OneOf("Limits:ClientAddressFrom", ["connection", "client-ip", "x-azure-clientip"]) switch
            {
                "connection" => null,
                var header => header,
            });
    }

    // Rounded up: 0 would mean no limit.
    private static int AQuarterOf(int mails) => (mails + 3) / 4;
}
