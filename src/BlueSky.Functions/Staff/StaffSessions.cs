using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Staff;

/// <summary>Who is signed in, for one request.</summary>
/// <param name="CsrfToken">The value of the hidden field <c>csrf</c> in every form.</param>
internal sealed record StaffVisit(StaffPerson Person, bool IsManager, string CsrfToken);

/// <summary>
/// Sessions are rows, read with every request: they end at once when the person signs out elsewhere or leaves
/// <c>Staff:People</c>.
/// </summary>
internal sealed class StaffSessions(
    ISessionStore store, StaffHashes hashes, StaffCookies cookies, StaffList people, PlatformAccounts accounts,
    StaffSettings settings, TimeProvider clock)
{
    public async Task<StaffVisit?> FindAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // With sign-in by the platform, a session is valid only together with the same account.
        var account = accounts.Of(request);
        return cookies.SessionOf(request) is { } token
            && await store.FindSessionAsync(hashes.SessionOf(token), cancellationToken) is { } session
            && session.ExpiresAt > clock.GetUtcNow()
            && session.Account == account?.Key
            && people.Find(session.Person) is { } person
                ? new StaffVisit(person, settings.IsManager(person), hashes.CsrfOf(token))
                : null;
    }

    /// <summary>Starts a session under a new token, whatever the browser sent before.</summary>
    /// <param name="isRemembered">Whether the person asked to stay signed in on this device.</param>
    public async Task OpenAsync(
        HttpResponse response, StaffPerson person, bool isRemembered, PlatformAccount? account,
        CancellationToken cancellationToken)
    {
        var (now, token) = (clock.GetUtcNow(), StaffCookies.NewToken());
        var lifetime = isRemembered ? settings.RememberFor : null;
        await store.AddSessionAsync(
            new StaffSession(
                hashes.SessionOf(token), KeyOf(person), now, now + (lifetime ?? settings.SessionFor), account?.Key),
            cancellationToken);
        cookies.SetSession(response, token, lifetime);
    }

    /// <param name="everywhere">Ends all sessions of the person, not only this one.</param>
    public async Task CloseAsync(
        HttpRequest request, StaffPerson person, bool everywhere, CancellationToken cancellationToken)
    {
        if (cookies.SessionOf(request) is { } token)
        {
            await store.RemoveSessionAsync(hashes.SessionOf(token), cancellationToken);
        }

        if (everywhere)
        {
            await store.RemoveSessionsOfAsync(KeyOf(person), cancellationToken);
        }

        cookies.RemoveSession(request.HttpContext.Response);
    }

    private string KeyOf(StaffPerson person) => hashes.PersonOf(EmailAddress.OfStored(person.Email));
}
