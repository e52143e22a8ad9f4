using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Staff;

/// <summary>
/// Guards every page behind the sign-in: method, session, and for a post its origin and the page's token. Without a
/// session nothing is shown or changed.
/// </summary>
internal sealed partial class StaffEndpoint(
    StaffSessions sessions, PostCheck check, StaffPages pages, Instrumentation instrumentation,
    ILogger<StaffEndpoint> logger)
{
    private const string Kind = "staff";

    /// <param name="show">Handles a GET or HEAD; changes nothing. Null when the route only takes posts.</param>
    /// <param name="act">Handles a POST; null when the route only shows a page.</param>
    /// <param name="managersOnly">Everyone else gets a page that says so.</param>
    /// <param name="upload">Handles a POST with a file; null when the route takes none.</param>
    /// <param name="maxBody">In bytes, of a POST without a file.</param>
    public async Task<IResult> HandleAsync(
        HttpRequest request, Func<StaffVisit, Task<IResult>>? show,
        Func<StaffVisit, PostedForm, Task<IResult>>? act, CancellationToken cancellationToken,
        bool managersOnly = false, Func<StaffVisit, Upload, Task<IResult>>? upload = null,
        int maxBody = BodyReader.MaxBytes)
    {
        StaffHeaders.Apply(request.HttpContext.Response);
        var isPost = HttpMethods.IsPost(request.Method);
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!(isPost && act is not null) && !(isRead && show is not null))
        {
            return new MethodNotAllowed(act is null ? "GET, HEAD" : show is null ? "POST" : "GET, HEAD, POST");
        }

        try
        {
            return await sessions.FindAsync(request, cancellationToken) is not { } visit
                    ? new SeeOther(StaffPath.ToSignIn(show is null ? StaffPath.Home : PathOf(request)))
                : managersOnly && !visit.IsManager ? await RefuseAsync("managers-only", pages.ForManagersAsync())
                : isPost ? await PostAsync(request, visit, act!, upload, maxBody, cancellationToken)
                : await show!(visit);
        }
        catch (StorageUnavailableException e)
        {
            LogUnavailable(e.Reason);
            request.HttpContext.Response.Headers.RetryAfter = "10";
            return await pages.UnavailableAsync();
        }
    }

    private async Task<IResult> PostAsync(
        HttpRequest request, StaffVisit visit, Func<StaffVisit, PostedForm, Task<IResult>> act,
        Func<StaffVisit, Upload, Task<IResult>>? upload, int maxBody, CancellationToken cancellationToken)
    {
        if (!check.ComesFromHere(request))
        {
            return await RefuseAsync("origin", pages.NotFromHereAsync());
        }

        if (upload is not null && UploadReader.IsUpload(request))
        {
            return await UploadAsync(request, visit, upload, cancellationToken);
        }

        return await BodyReader.ReadAsync(request, maxBody, cancellationToken) switch
        {
            BodyResult.Read read when PostCheck.HasToken(read.Form, visit.CsrfToken) => await act(visit, read.Form),
            BodyResult.Read => await RefuseAsync("csrf", pages.NotFromHereAsync()),
            _ => await RefuseAsync("malformed", pages.UnreadableAsync()),
        };
    }

    private async Task<IResult> UploadAsync(
        HttpRequest request, StaffVisit visit, Func<StaffVisit, Upload, Task<IResult>> upload,
        CancellationToken cancellationToken)
    {
        switch (await UploadReader.ReadAsync(request, visit.CsrfToken, cancellationToken))
        {
            case UploadResult.Read read:
                await using (read.Upload)
                {
                    return await upload(visit, read.Upload);
                }

            case UploadResult.NoToken:
                return await RefuseAsync("csrf", pages.NotFromHereAsync());
            case UploadResult.TooLarge:
                return await RefuseAsync("too-large", pages.FileTooLargeAsync());
            default:
                return await RefuseAsync("malformed", pages.UnreadableAsync());
        }
    }

    private async Task<IResult> RefuseAsync(string code, Task<IResult> page)
    {
        instrumentation.Refused(Kind, code);
        LogRefused(code);
        return await page;
    }

    private static string PathOf(HttpRequest request) => StaffPath.After(request.Path + request.QueryString);

    [LoggerMessage(LogLevel.Debug, "Refused a request to the front desk: {Code}")]
    private partial void LogRefused(string code);

    [LoggerMessage(LogLevel.Error, "A page of the front desk could not be shown or saved ({Reason})")]
    private partial void LogUnavailable(string reason);
}
