using BlueSky.Content.Staff;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Staff;

/// <summary>
/// Signs in people whom the platform has checked. A person is matched by the user name once; from then on only by the
/// account, because an administrator can give a user name to someone else.
/// </summary>
internal sealed class PlatformSignIn(
    ISessionStore store, PlatformAccounts accounts, StaffSessions sessions, StaffCookies cookies, StaffHashes hashes,
    StaffList people, StaffSettings settings, SignInAudit audit, SignInPages pages, StaffPages messages)
{
    public bool IsUsed => settings.SignIn == StaffSignIn.Platform;

    public Task<IResult> ShowAsync(HttpRequest request, AskingBrowser browser, string to, StaffNote? note) =>
        accounts.AreBelieved
            ? pages.AskForAccountAsync(browser, to, accounts.Of(request), note)
            : messages.RenderAsync(
                StatusCodes.Status503ServiceUnavailable,
                "Sign-in is not set up",
                "The settings say that the platform checks who signs in, and the platform does not. The person who "
                + "runs the website can change that.");

    public async Task<IResult> SignInAsync(
        HttpRequest request, AskingBrowser browser, string to, CancellationToken cancellationToken)
    {
        if (accounts.Of(request) is not { } account)
        {
            return await ShowAsync(request, browser, to, note: null);
        }

        if (await FindAsync(account, cancellationToken) is not { } person)
        {
            await audit.FailedAsync(person: null, "not listed", cancellationToken);
            return await pages.AskForAccountAsync(
                browser, to, account, SignInPages.NotListed, StatusCodes.Status403Forbidden);
        }

        await audit.SignedInAsync(person, cancellationToken);
        await sessions.OpenAsync(
            request.HttpContext.Response, person, isRemembered: false, account, cancellationToken);
        cookies.RemoveBrowser(request.HttpContext.Response);
        return new SeeOther(to);
    }

    private async Task<StaffPerson?> FindAsync(PlatformAccount account, CancellationToken cancellationToken)
    {
        if (await store.FindAccountAsync(account.Key, cancellationToken) is { } known)
        {
            return people.Find(known);
        }

        return EmailAddress.TryParse(account.UserName) is { } address
            && hashes.PersonOf(address) is var key
            && people.Find(key) is { } person
            && (await store.TryAddAccountAsync(account.Key, key, cancellationToken)
                || await store.FindAccountAsync(account.Key, cancellationToken) == key)
                ? person
                : null;
    }
}
