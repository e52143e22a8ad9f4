using BlueSky.Content;
using BlueSky.Content.Staff;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Staff;

/// <summary>The pages of the sign-in. All are the same for every address, listed or not.</summary>
internal sealed class SignInPages(
    ContentRenderer renderer, ClinicSettings clinic, StaffHashes hashes, StaffSettings settings)
{
    public static readonly StaffNote AfterSignOut = new("You are signed out.");

    public static readonly StaffNote AfterSession =
        new("Please sign in again.", "You were away for a while, and nothing was lost.");

    public static readonly StaffNote TooOld =
        new("That code is too old", "Please ask for a new one.", IsProblem: true);

    public static readonly StaffNote TooManyTries =
        new("That was too many tries", "Please ask for a new code.", IsProblem: true);

    public static readonly StaffNote TooManyRequests = new(
        "Please wait a minute", "Too many codes were asked for from your network. Nothing was sent.",
        IsProblem: true);

    public static readonly StaffNote Empty = new("Please enter the code", "It has 8 digits.", IsProblem: true);

    public static readonly StaffNote NotListed = new(
        "You cannot sign in here", "The person who runs the website can put you on the staff list.", IsProblem: true);

    public static StaffNote Wrong(int triesLeft) => new(
        "That code does not match",
        "Please look again, or ask for a new code. "
        + $"You have {triesLeft} more {(triesLeft == 1 ? "try" : "tries")}.",
        IsProblem: true);

    /// <summary>For a link on another website: it leads on to the page itself.</summary>
    public async Task<IResult> GoOnAsync(string to) => new StaffPage(
        await StaffMessagePage.RenderAsync(renderer, new StaffMessageModel(
            clinic.Details(), "Staff sign-in", "One moment, please.",
            new StaffLink("Sign in", StaffPath.ToSignIn(to)))));

    public async Task<IResult> AskForAddressAsync(
        AskingBrowser browser, string to, StaffNote? note = null, string? problem = null, string? typed = null,
        int status = StatusCodes.Status200OK) => new StaffPage(
            await SignInPage.RenderAsync(renderer, new SignInModel(
                clinic.Details(), hashes.CsrfOf(browser.Token), to, typed ?? browser.Address ?? "", problem, note)),
            status);

    public async Task<IResult> AskForCodeAsync(AskingBrowser browser, CodeRequest request, StaffNote? problem = null) =>
        new StaffPage(
            await CodePage.RenderAsync(renderer, new CodeModel(
                clinic.Details(), hashes.CsrfOf(browser.Token), browser.Address, clinic.TimeOfDay(request.ExpiresAt),
                settings.RememberFor is { } time ? (int)Math.Ceiling(time.TotalDays) : null, problem)),
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    public async Task<IResult> AskForAccountAsync(
        AskingBrowser browser, string to, PlatformAccount? account, StaffNote? note = null,
        int status = StatusCodes.Status200OK) => new StaffPage(
            await PlatformSignInPage.RenderAsync(renderer, new PlatformSignInModel(
                clinic.Details(), hashes.CsrfOf(browser.Token), to, account?.UserName,
                $"/.auth/login/aad?post_login_redirect_uri={Uri.EscapeDataString(StaffPath.ToSignIn(to))}",
                $"/.auth/logout?post_logout_redirect_uri={Uri.EscapeDataString(StaffPath.SignIn)}", note)),
            status);
}
