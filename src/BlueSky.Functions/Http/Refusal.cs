using BlueSky.Content;
using BlueSky.Content.Pages;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Http;

/// <summary>Why a post was not accepted, in the visitor's language.</summary>
/// <param name="Notice">On a page; null where the errors of the fields say it all.</param>
/// <param name="Message">In the JSON response.</param>
/// <param name="IsCorrectable">The visitor can correct or repeat the post: the page shows the typed text.</param>
internal sealed record Refusal(
    int Status, FormNotice? Notice, string Message, IReadOnlyList<FieldError> Errors, bool IsCorrectable = false)
{
    /// <summary>In the notice's place on a page that shows the typed text; null for the same message.</summary>
    public PageText? AboveForm { get; init; }

    /// <summary>What the website's designer has to correct, in English.</summary>
    public string? ForDesigner { get; init; }

    /// <summary>Rounded up to whole seconds in the header; null for no header.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Refusal NotPosted(ClinicDetails clinic) => Of(
        clinic, 405, "METHOD_NOT_ALLOWED", "Refused.NotPosted",
        "The form must be sent with method=\"post\"; this address does not answer any other method.");

    public static Refusal UnknownForm(ClinicDetails clinic) => Of(
        clinic, 404, "FORM_NOT_FOUND", new PageText("NotFoundPage.Opening"), clinic.Texts["NotFoundPage.Title"],
        "There is no form at this address.");

    public static Refusal OriginNotAllowed(ClinicDetails clinic) => Of(
        clinic, 403, "ORIGIN_NOT_ALLOWED", new PageText("Refused.OriginNotAllowed.Elsewhere"),
        clinic.Texts["Refused.OriginNotAllowed.Title"])
        with { IsCorrectable = true, AboveForm = new PageText("Refused.OriginNotAllowed.Message") };

    public static Refusal UnsupportedType(ClinicDetails clinic) => Of(
        clinic, 415, "UNSUPPORTED_MEDIA_TYPE", "Refused.Unreadable",
        "A form must be sent as application/x-www-form-urlencoded, multipart/form-data or application/json, in UTF-8.");

    public static Refusal TooLarge(ClinicDetails clinic) => Of(
        clinic, 413, FieldError.TooLong, "Refused.TooLarge",
        $"A form post must not be larger than {BodyReader.MaxBytes / 1024} KiB, nor take longer than 10 seconds.");

    public static Refusal Empty(ClinicDetails clinic) => Of(
        clinic, 400, "EMPTY", "Refused.Empty", "The form was sent without any field: do its inputs have names?");

    public static Refusal Malformed(ClinicDetails clinic, string problem) =>
        Of(clinic, 400, "MALFORMED", "Refused.Unreadable", problem);

    public static Refusal Invalid(IReadOnlyList<FieldError> errors) => new(
        422,
        Notice: null,
        string.Join(' ', errors.Select(error => error.Message).Distinct()),
        errors,
        IsCorrectable: true);

    public static Refusal TooManyPosts(ClinicDetails clinic, TimeSpan wait) => Of(
        clinic, 429, "TOO_MANY_REQUESTS",
        new PageText("Refused.TooMany.Message", ("minutes", clinic.Texts.Count(WholeMinutes(wait), "Minute"))),
        clinic.Texts["Refused.TooMany.Title"])
        with { RetryAfter = wait, IsCorrectable = true };

    public static Refusal Blocked(ClinicDetails clinic) =>
        Of(clinic, 403, "BLOCKED", "Refused.Blocked") with { IsCorrectable = true };

    public static Refusal ChallengeFailed(ClinicDetails clinic) =>
        Of(clinic, 403, "CHALLENGE_FAILED", "Refused.ChallengeFailed") with { IsCorrectable = true };

    // The message in JSON is that of Webflow's forms; websites may compare it.
    public static Refusal Unavailable(ClinicDetails clinic)
    {
        const string Message = "Oops! Something went wrong while submitting the form";
        return Of(clinic, 503, "UNAVAILABLE", "Refused.Unavailable") with
        {
            Message = Message,
            Errors = [new FieldError("UNAVAILABLE", null, Message)],
            RetryAfter = TimeSpan.FromSeconds(10),
            IsCorrectable = true,
        };
    }

    /// <summary>Rounded up, and at least one.</summary>
    public static int WholeMinutes(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes));

    /// <param name="key">The start of the keys of the title and the message.</param>
    private static Refusal Of(
        ClinicDetails clinic, int status, string code, string key, string? forDesigner = null) =>
        Of(clinic, status, code, new PageText($"{key}.Message"), clinic.Texts[$"{key}.Title"], forDesigner);

    private static Refusal Of(
        ClinicDetails clinic, int status, string code, PageText onPage, string title, string? forDesigner = null)
    {
        var message = forDesigner is null ? onPage.Plain(clinic) : $"{onPage.Plain(clinic)} ({forDesigner})";
        return new Refusal(
            status, new FormNotice(title, onPage), message, [new FieldError(code, null, message)])
        {
            ForDesigner = forDesigner,
        };
    }
}
