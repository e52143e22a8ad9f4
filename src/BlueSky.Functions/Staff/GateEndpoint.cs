using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Staff;

/// <summary>
/// Guards the pages before the sign-in like <see cref="StaffEndpoint"/>; their forms are bound to the asking browser.
/// </summary>
internal sealed partial class GateEndpoint(
    StaffCookies cookies, StaffHashes hashes, PostCheck check, StaffPages pages, Instrumentation instrumentation,
    ILogger<GateEndpoint> logger)
{
    private const string Kind = "sign-in";

    /// <param name="show">Handles a GET or HEAD; the browser is null when it sent no cookie.</param>
    /// <param name="act">Handles a POST from the page.</param>
    public async Task<IResult> HandleAsync(
        HttpRequest request, Func<AskingBrowser?, Task<IResult>> show,
        Func<AskingBrowser, PostedForm, Task<IResult>> act, CancellationToken cancellationToken)
    {
        StaffHeaders.Apply(request.HttpContext.Response);
        try
        {
            return HttpMethods.IsPost(request.Method) ? await PostAsync(request, act, cancellationToken)
                : HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
                    ? await show(cookies.BrowserOf(request))
                : new MethodNotAllowed("GET, HEAD, POST");
        }
        catch (StorageUnavailableException e)
        {
            LogUnavailable(e.Reason);
            request.HttpContext.Response.Headers.RetryAfter = "10";
            return await pages.UnavailableAsync();
        }
    }

    private async Task<IResult> PostAsync(
        HttpRequest request, Func<AskingBrowser, PostedForm, Task<IResult>> act, CancellationToken cancellationToken)
    {
        if (!check.ComesFromHere(request))
        {
            return await RefuseAsync("origin");
        }

        return cookies.BrowserOf(request) is { } browser
            && await BodyReader.ReadAsync(request, cancellationToken) is BodyResult.Read { Form: var form }
            && PostCheck.HasToken(form, hashes.CsrfOf(browser.Token))
                ? await act(browser, form)
                : await RefuseAsync("csrf");
    }

    private async Task<IResult> RefuseAsync(string code)
    {
        instrumentation.Refused(Kind, code);
        LogRefused(code);
        return await pages.NotFromHereAsync();
    }

    [LoggerMessage(LogLevel.Debug, "Refused a post to the sign-in: {Code}")]
    private partial void LogRefused(string code);

    [LoggerMessage(LogLevel.Error, "The sign-in did not work, because storage was unavailable ({Reason})")]
    private partial void LogUnavailable(string reason);
}
