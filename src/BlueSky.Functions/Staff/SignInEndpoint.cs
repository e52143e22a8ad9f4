using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Staff;

/// <summary>
/// Handles <c>/staff/sign-in</c>: a person types the work email, and is sent on to type the code. The staff list is not
/// read, so that the response and its time are the same for every address.
/// </summary>
internal sealed class SignInEndpoint(
    GateEndpoint gate, StaffSessions sessions, StaffCookies cookies, StaffHashes hashes, SignInCodes codes,
    Intake intake, ClientAddress client, ClientLimit limit, LinkTokens tokens, PlatformSignIn platform,
    SignInPages pages, SiteSettings site)
{
    /// <summary>The purpose of the token of a browser in which someone has signed in before.</summary>
    public const string DevicePurpose = "staff-device";

    private const string EmailField = "email";
    private const string ToField = "to";
    private const string SignedOutField = "signed-out";

    public static string AfterSignOut => $"{StaffPath.SignIn}?{SignedOutField}=1";

    public Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) => gate.HandleAsync(
        request,
        browser => ShowAsync(request, browser, cancellationToken),
        (browser, form) => platform.IsUsed
            ? platform.SignInAsync(request, browser, StaffPath.After(form[ToField]), cancellationToken)
            : AskAsync(request, browser, form, cancellationToken),
        cancellationToken);

    private async Task<IResult> ShowAsync(
        HttpRequest request, AskingBrowser? known, CancellationToken cancellationToken)
    {
        var to = StaffPath.After(request.Query[ToField].FirstOrDefault());
        if (await sessions.FindAsync(request, cancellationToken) is not null)
        {
            return new SeeOther(to);
        }

        var response = request.HttpContext.Response;
        if (known is null && ComesFromAnotherSite(request))
        {
            // The browser sends no strict cookie with a link of another website. A new one would replace it, and the
            // code that was asked for would not work. The page opens itself again, which is no such link.
            response.Headers["Refresh"] = $"0;url={StaffPath.ToSignIn(to)}";
            return await pages.GoOnAsync(to);
        }

        var browser = known ?? AskingBrowser.New();
        cookies.SetBrowser(response, browser);
        var note = request.Query[SignedOutField].FirstOrDefault() == "1" ? SignInPages.AfterSignOut
            : cookies.SessionOf(request) is not null ? SignInPages.AfterSession
            : null;
        return platform.IsUsed
            ? await platform.ShowAsync(request, browser, to, note)
            : await pages.AskForAddressAsync(browser, to, note);
    }

    private async Task<IResult> AskAsync(
        HttpRequest request, AskingBrowser browser, PostedForm form, CancellationToken cancellationToken)
    {
        var (to, typed) = (StaffPath.After(form[ToField]), (form[EmailField] ?? "").Trim());
        if (EmailAddress.TryParseTyped(typed) is not { } address)
        {
            return await pages.AskForAddressAsync(
                browser, to, problem: "Enter a full email address, like name@example.org.", typed: typed,
                status: StatusCodes.Status422UnprocessableEntity);
        }

        var person = hashes.PersonOf(address);
        var isKnown = cookies.DeviceOf(request) is { } device && tokens.Verify(DevicePurpose, device) == person;
        var counted = isKnown ? $"staff person {person}" : $"staff {ClientNetwork.Of(client.Of(request))}";
        if (limit.Exceeded(counted) is { } wait)
        {
            ResponseHeaders.ApplyRetryAfter(request.HttpContext.Response, wait);
            return await pages.AskForAddressAsync(
                browser, to, SignInPages.TooManyRequests, typed: typed, status: StatusCodes.Status429TooManyRequests);
        }

        var asked = await codes.AskAsync(browser.Token, person, to, cancellationToken);
        await intake.AcceptAsync(new SignInFields(person, asked.Key, asked.Id, isKnown)
            .ToDraft(new Uri(site.BaseUrl, StaffPath.SignIn).AbsoluteUri));
        cookies.SetBrowser(request.HttpContext.Response, browser with { Address = address.Text });
        return new SeeOther(StaffPath.Code);
    }

    private static bool ComesFromAnotherSite(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
}
