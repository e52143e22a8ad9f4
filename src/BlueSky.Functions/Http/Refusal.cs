using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Http;

/// <summary>Why a post was not accepted, with texts for the visitor.</summary>
/// <param name="IsCorrectable">The visitor can correct or repeat the post: the page shows the typed text.</param>
internal sealed record Refusal(
    int Status, string Title, string Message, IReadOnlyList<FieldError> Errors, bool IsCorrectable = false)
{
    /// <summary>Added to the message on a page with the form; null for nothing.</summary>
    public string? OnPage { get; init; }

    /// <summary>Rounded up to whole seconds in the header; null for no header.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Refusal NotPosted { get; } = Of(
        405, "METHOD_NOT_ALLOWED", "This address takes form posts",
        "The form must be sent with method=\"post\"; this address does not answer any other method.");

    public static Refusal UnknownForm { get; } = Of(
        404, "FORM_NOT_FOUND", "No such form", "There is no form at this address.");

    public static Refusal OriginNotAllowed { get; } = Of(
        403, "ORIGIN_NOT_ALLOWED", "Not from this website", "This website is not allowed to post this form.")
        with { IsCorrectable = true, OnPage = "Nothing has been sent yet. You can send it from this page." };

    public static Refusal UnsupportedType { get; } = Of(
        415, "UNSUPPORTED_MEDIA_TYPE", "This form could not be read",
        "A form must be sent as application/x-www-form-urlencoded, multipart/form-data or application/json, in UTF-8.");

    public static Refusal TooLarge { get; } = Of(
        413, FieldError.TooLong, "This is too much",
        $"A form post must not be larger than {BodyReader.MaxBytes / 1024} KiB, nor take longer than 10 seconds.");

    public static Refusal Empty { get; } = Of(
        400, "EMPTY", "Nothing was filled in", "The form was sent without any field.");

    public static Refusal Malformed(string problem) => Of(400, "MALFORMED", "This form could not be read", problem);

    public static Refusal Invalid(IReadOnlyList<FieldError> errors) => new(
        422,
        "Please check what you entered",
        string.Join(' ', errors.Select(error => error.Message).Distinct()),
        errors,
        IsCorrectable: true);

    public static Refusal TooManyPosts(TimeSpan wait) => Of(
        429, "TOO_MANY_REQUESTS", "Please wait a moment",
        "Too many posts came from your network. Please try again in a minute.")
        with { RetryAfter = wait, IsCorrectable = true };

    public static Refusal Blocked { get; } = Of(
        403, "BLOCKED", "This was not sent",
        "This looks as if a program had sent it, so it was not taken. If you wrote it yourself, please call us.")
        with { IsCorrectable = true };

    public static Refusal ChallengeFailed { get; } = Of(
        403, "CHALLENGE_FAILED", "Please try again",
        "The check that a person sends this form did not succeed. Please go back to the form, wait until the check "
        + "is done, and send it again. Or call us.")
        with { IsCorrectable = true };

    public static Refusal Unavailable { get; } = Of(
        503, "UNAVAILABLE", "Please try again", "Oops! Something went wrong while submitting the form")
        with { RetryAfter = TimeSpan.FromSeconds(10), IsCorrectable = true };

    private static Refusal Of(int status, string code, string title, string message) =>
        new(status, title, message, [new FieldError(code, null, message)]);
}
