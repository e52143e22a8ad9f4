using BlueSky.Content;
using BlueSky.Content.Localization;
using BlueSky.Content.Pages;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Spam;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Http;

/// <summary>
/// Handles every form post: form, method, origin, limit, body, rules, screening, intake. It does not read what is
/// stored about an address, so response and response time do not depend on the address.
/// </summary>
internal sealed partial class FormEndpoint(
    FormCatalog forms, OriginPolicy origins, ClientAddress client, ClientLimit limit, RedirectPolicy redirects,
    PostSourceReader sources, PostScreen screen, Intake intake, NextSteps nextSteps, FormPages pages,
    ClinicSettings clinic, Instrumentation instrumentation, ILogger<FormEndpoint> logger)
{
    private const string Methods = "POST, OPTIONS";

    public async Task<IResult> HandleAsync(string formName, HttpRequest request, CancellationToken cancellationToken)
    {
        ResponseHeaders.ApplySecurity(request.HttpContext.Response);
        ResponseHeaders.ApplyCors(request.HttpContext.Response, origins.AllowedOriginOf(request));

        return HttpMethods.IsOptions(request.Method) ? HandlePreflight(request)
            : forms.Find(formName) is not { } form ? await RefuseAsync(Refusal.UnknownForm, request)
            : await HandlePostAsync(form, request, cancellationToken);
    }

    private IResult HandlePreflight(HttpRequest request)
    {
        if (origins.AllowedOriginOf(request) is null && request.Headers.Origin.Count > 0)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var headers = request.HttpContext.Response.Headers;
        headers.Allow = Methods;
        headers.AccessControlAllowMethods = Methods;
        headers.AccessControlAllowHeaders = RequestHeaders.AllowedFor(request);
        headers.AccessControlMaxAge = "7200";
        headers.Append("Vary", "Access-Control-Request-Headers");
        return Results.NoContent();
    }

    private async Task<IResult> HandlePostAsync(Form form, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            request.HttpContext.Response.Headers.Allow = Methods;
            return await RefuseAsync(Refusal.NotPosted, request, form);
        }

        var address = client.Of(request);
        var hidden = OriginPolicy.HidesOrigin(request) ? PostedFrom.HiddenOrigin : null;
        Func<ClinicDetails, Refusal>? refusal = !origins.Allows(request) ? Refusal.OriginNotAllowed
            : (hidden is null ? limit.Exceeded(address) : limit.Exceeded(hidden)) is { } wait
                ? details => Refusal.TooManyPosts(details, wait)
                : null;
        if (refusal is not null && WantsJson(request))
        {
            return await RefuseAsync(refusal, request, form);
        }

        return await BodyReader.ReadAsync(request, cancellationToken) switch
        {
            BodyResult.Read read => await HandleEntryAsync(
                form, FormEntry.From(form, read.Form, IdempotencyKeyOf(request)), request,
                hidden ?? ClientNetwork.Of(address),
                new PostedFrom(PageOf(request), hidden ?? ClientNetwork.QuotaNetworkOf(address)), refusal),
            _ when refusal is not null => await RefuseAsync(refusal, request, form),
            BodyResult.Malformed malformed => await RefuseAsync(
                details => Refusal.Malformed(details, malformed.Problem), request, form),
            BodyResult.TooLarge => await RefuseAsync(Refusal.TooLarge, request, form),
            _ => await RefuseAsync(Refusal.UnsupportedType, request, form),
        };
    }

    /// <param name="refusal">Refuses the post; its body was read only to show the typed text again.</param>
    private async Task<IResult> HandleEntryAsync(
        Form form, FormEntry entry, HttpRequest request, string network, PostedFrom from,
        Func<ClinicDetails, Refusal>? refusal)
    {
        var next = redirects.Resolve(entry.Control.RedirectTo, redirects.PageOf(request));
        if (refusal is not null)
        {
            return await RefuseAsync(refusal, request, form, entry, next);
        }

        if (entry.IsEmpty)
        {
            return await RefuseAsync(Refusal.Empty, request, form);
        }

        if (FormRules.Check(form, entry, TextsOf(entry, request)) is { Count: > 0 } errors)
        {
            return await RefuseAsync(_ => Refusal.Invalid(errors), request, form, entry, next);
        }

        return await screen.JudgeAsync(form, entry, sources.Read(request, entry.Control, network)) switch
        {
            Verdict.Store(var judgement) => await StoreAsync(form, entry, from, judgement, request, next),
            Verdict.Refuse => await RefuseAsync(Refusal.Blocked, request, form, entry, next),
            _ => await RefuseAsync(Refusal.ChallengeFailed, request, form, entry, next),
        };
    }

    private async Task<IResult> StoreAsync(
        Form form, FormEntry entry, PostedFrom from, Judgement judgement, HttpRequest request, string? next)
    {
        try
        {
            var draft = SubmissionDraft.FromForm(form, entry, from, judgement) with
            {
                Language = VisitorLanguage.Of(entry.Control, request),
            };
            return await intake.TryAcceptAsync(draft) is { } receipt
                ? Accept(
                    new AcceptedPost(form.Name, receipt.Id, ReachOf(entry), receipt.PromisedBy), request,
                    Texts.For(draft.Language), next)
                : await RefuseAsync(Refusal.ChallengeFailed, request, form, entry, next);
        }
        catch (StorageUnavailableException e)
        {
            LogUnavailable(form.Name, e.Reason);
            return await RefuseAsync(Refusal.Unavailable, request, form, entry, next);
        }
    }

    private IResult Accept(AcceptedPost post, HttpRequest request, Texts texts, string? next)
    {
        next ??= nextSteps.ThankYouUrlFor(post, texts);
        return WantsJson(request)
            ? Results.Json(
                FormResponse.Accepted(post.Id, nextSteps.Of(post).HintFor(post, texts), next),
                HttpJson.Default.FormResponse)
            : new SeeOther(next);
    }

    private async Task<IResult> RefuseAsync(
        Func<ClinicDetails, Refusal> why, HttpRequest request, Form? form = null, FormEntry? entry = null,
        string? next = null)
    {
        var details = clinic.Details(TextsOf(entry, request));
        var refusal = why(details);
        instrumentation.Refused(form?.Name, refusal.Errors[0].Code);
        LogRefused(refusal.Status, refusal.Errors[0].Code);
        if (refusal.RetryAfter is { } wait)
        {
            ResponseHeaders.ApplyRetryAfter(request.HttpContext.Response, wait);
        }

        return WantsJson(request)
            ? Results.Json(FormResponse.Refused(refusal), HttpJson.Default.FormResponse, statusCode: refusal.Status)
            : await pages.RenderAsync(details, refusal, form, entry, next);
    }

    /// <param name="entry">Null when the post was not read: what it says about its language is not known.</param>
    private static Texts TextsOf(FormEntry? entry, HttpRequest request) => entry is null
        ? VisitorLanguage.TextsOf(request)
        : Texts.For(VisitorLanguage.Of(entry.Control, request));

    private static Reach ReachOf(FormEntry entry) => (entry["phone"], entry["email"]) switch
    {
        (not null, null) => Reach.Calls,
        (null, not null) => Reach.Writes,
        _ => Reach.Either,
    };

    private static bool WantsJson(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase)
        || request.Headers.ContainsKey("X-Requested-With");

    private static string? IdempotencyKeyOf(HttpRequest request) =>
        request.Headers["Idempotency-Key"].ToString().Trim() is { Length: > 0 } key ? key : null;

    // Without the query, which may contain private data.
    private static string? PageOf(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var page)
        && page.Scheme is ("http" or "https")
            ? page.GetLeftPart(UriPartial.Path) is { Length: <= 500 } address
                ? address
                : page.GetLeftPart(UriPartial.Authority)
            : null;

    [LoggerMessage(LogLevel.Debug, "Refused a post with {Status} {Code}")]
    private partial void LogRefused(int status, string code);

    [LoggerMessage(LogLevel.Error, "A {Form} post could not be stored ({Reason}); the visitor was told to try again")]
    private partial void LogUnavailable(string form, string reason);
}
