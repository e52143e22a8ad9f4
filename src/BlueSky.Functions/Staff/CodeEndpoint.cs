using System.Globalization;
using BlueSky.Content.Staff;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Staff;

/// <summary>Handles <c>/staff/code</c>: the right code, in the browser that asked for it, starts a session.</summary>
internal sealed class CodeEndpoint(
    GateEndpoint gate, SignInCodes codes, StaffSessions sessions, StaffCookies cookies, StaffHashes hashes,
    StaffList people, LinkTokens tokens, SignInAudit audit, SignInPages pages)
{
    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) => gate.HandleAsync(
        request,
        async browser => browser is not null
            && await codes.FindAsync(browser.Token, cancellationToken) is { } asked
                ? await pages.AskForCodeAsync(browser, asked)
                : new SeeOther(StaffPath.SignIn),
        (browser, form) => TryAsync(request, browser, form, cancellationToken),
        cancellationToken);

    private async Task<IResult> TryAsync(
        HttpRequest request, AskingBrowser browser, PostedForm form, CancellationToken cancellationToken)
    {
        var digits = DigitsOf(form["code"] ?? "");
        if (digits.Length == 0 && await codes.FindAsync(browser.Token, cancellationToken) is { } asked)
        {
            return await pages.AskForCodeAsync(browser, asked, SignInPages.Empty);
        }

        var result = await codes.TryAsync(browser.Token, digits, cancellationToken);
        var person = result.Person is { } key ? people.Find(key) : null;
        if (!result.IsRight || person is null)
        {
            return await RefuseAsync(browser, result, person, cancellationToken);
        }

        await audit.SignedInAsync(person, cancellationToken);
        var response = request.HttpContext.Response;
        await sessions.OpenAsync(response, person, form["remember"] == "1", account: null, cancellationToken);
        cookies.SetDevice(response, tokens.Issue(
            SignInEndpoint.DevicePurpose, hashes.PersonOf(EmailAddress.OfStored(person.Email))));
        cookies.RemoveBrowser(response);
        return new SeeOther(result.To);
    }

    private async Task<IResult> RefuseAsync(
        AskingBrowser browser, CodeResult result, StaffPerson? person, CancellationToken cancellationToken)
    {
        if (result.Person is null)
        {
            return await AskAgainAsync(browser, result, SignInPages.TooOld);
        }

        await audit.FailedAsync(person, "wrong code", cancellationToken);
        return result.TriesLeft > 0 && await codes.FindAsync(browser.Token, cancellationToken) is { } asked
            ? await pages.AskForCodeAsync(browser, asked, SignInPages.Wrong(result.TriesLeft))
            : await AskAgainAsync(browser, result, SignInPages.TooManyTries);
    }

    private Task<IResult> AskAgainAsync(AskingBrowser browser, CodeResult result, StaffNote problem) =>
        pages.AskForAddressAsync(
            browser, result.To, problem, status: StatusCodes.Status422UnprocessableEntity);

    // Spaces and hyphens between the digits do not matter, nor does the script that they are written in.
    private static string DigitsOf(string typed) => string.Concat(typed.Select(c =>
        CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit ? digit.ToString(CultureInfo.InvariantCulture)
        : char.IsWhiteSpace(c) || EmailAddress.ToAscii(c) == '-' ? ""
        : c.ToString()));
}
