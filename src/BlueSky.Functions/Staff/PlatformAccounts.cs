using System.Text.Json;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Staff;

/// <summary>A member of the clinic's Entra ID tenant.</summary>
/// <param name="Key">A keyed hash of the account's id, which never changes.</param>
/// <param name="UserName">The name that the member signs in with; administrators can change it.</param>
internal sealed record PlatformAccount(string Key, string UserName);

/// <summary>
/// Reads who signed in at the platform. The header is believed only where the platform checks sign-ins, because it then
/// removes the header that a client sends; otherwise it is ignored.
/// </summary>
internal sealed class PlatformAccounts(StaffSettings settings, StaffHashes hashes)
{
    private const string Header = "X-MS-CLIENT-PRINCIPAL";
    private const string Schemas = "http://schemas.microsoft.com/identity/claims/";
    private const string GuestMark = "#EXT#";
    private const int MaxLength = 32 * 1_024;

    public bool AreBelieved => settings is { SignIn: StaffSignIn.Platform, IsCheckedByPlatform: true };

    /// <returns>Null for nobody, for guests, and for members of other tenants.</returns>
    public PlatformAccount? Of(HttpRequest request)
    {
        if (!AreBelieved || request.Headers[Header] is not [{ Length: > 0 and <= MaxLength } header])
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(Convert.FromBase64String(header));
            return FromClaims(new Claims(json.RootElement));
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException
            or KeyNotFoundException)
        {
            return null;
        }
    }

    private PlatformAccount? FromClaims(Claims claims) =>
        claims.IsEntraId
        && claims.Only("tid", $"{Schemas}tenantid") is { } tenant
        && tenant.Equals(settings.TenantId, StringComparison.OrdinalIgnoreCase)
        && claims.Only("oid", $"{Schemas}objectidentifier") is { } id
        && claims.Only("preferred_username") is { } name
        && !IsGuest(claims, tenant, name)
            ? new PlatformAccount(hashes.AccountOf(tenant.ToLowerInvariant(), id.ToLowerInvariant()), name)
            : null;

    // A guest's claims name the identity provider of another organization; the optional claim acct is 1.
    private static bool IsGuest(Claims claims, string tenant, string name) =>
        name.Contains(GuestMark, StringComparison.OrdinalIgnoreCase)
        || claims.All("acct").Any(value => value != "0")
        || claims.All("idp", $"{Schemas}identityprovider").Any(
            issuer => !issuer.Contains(tenant, StringComparison.OrdinalIgnoreCase));

    private sealed class Claims(JsonElement principal)
    {
        public bool IsEntraId => principal.GetProperty("auth_typ").GetString() == "aad";

        public List<string> All(params string[] types) => principal.GetProperty("claims").EnumerateArray()
            .Where(claim => types.Contains(claim.GetProperty("typ").GetString()))
            .Select(claim => claim.GetProperty("val").GetString() ?? "").ToList();

        /// <summary>A claim's value; null when there is none, or several that differ.</summary>
        public string? Only(params string[] types) =>
            All(types).Distinct().ToList() is [{ Length: > 0 } value] ? value : null;
    }
}
