namespace BlueSky.Functions.Settings;

/// <param name="PostsPerMinute">Per client network; 0 for no limit. Counted by each instance for itself.</param>
/// <param name="ConfirmMailsPerHour">
/// To all addresses together, in each hour by the clock; 0 for no limit. Counted for all instances together.
/// </param>
/// <param name="ConfirmMailsPerNetwork">
/// Of these, to addresses that one network asks for: one IPv4 address or IPv6 /48; 0 for no limit.
/// </param>
/// <param name="AcknowledgementsPerHour">The same for acknowledgements; beyond it they are left out.</param>
/// <param name="StaffNoticesPerHour">The same for notices, to each of the staff; beyond it there is a summary.</param>
/// <param name="ManageMailsPerHour">The same for mails with the link to unsubscribe that were asked for.</param>
/// <param name="ClientAddressFrom">The header that names the client; null for the connection.</param>
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

    // Rounded up: a share of no mail at all would hold everybody back.
    private static int AQuarterOf(int mails) => (mails + 3) / 4;
}
