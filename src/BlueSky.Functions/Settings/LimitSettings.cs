namespace BlueSky.Functions.Settings;

/// <param name="PostsPerMinute">Per client network; 0 for no limit. Counted by each instance for itself.</param>
/// <param name="ConfirmMailsPerHour">
/// To all addresses together, in each hour by the clock; 0 for no limit. Counted for all instances together.
/// </param>
/// <param name="ManageMailsPerHour">The same for mails with the link to unsubscribe that were asked for.</param>
/// <param name="ClientAddressFrom">The header that names the client; null for the connection.</param>
internal sealed record LimitSettings(
    int PostsPerMinute, int ConfirmMailsPerHour, int ManageMailsPerHour, string? ClientAddressFrom = null)
{
    public static LimitSettings Read(SettingsReader reader) => new(
        reader.Count("Limits:PostsPerMinute", 30),
        reader.Count("Limits:ConfirmMailsPerHour", 100),
        reader.Count("Limits:ManageMailsPerHour", 30),
        reader.Choice("Limits:ClientAddressFrom", ["connection", "client-ip", "x-azure-clientip"]) switch
        {
            "connection" => null,
            var header => header,
        });
}
