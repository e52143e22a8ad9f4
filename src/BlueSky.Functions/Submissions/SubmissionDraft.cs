using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Submissions;

/// <summary>Input of <see cref="Intake"/> from a form post, a link, a webhook or a timer.</summary>
internal sealed record SubmissionDraft
{
    /// <summary>"form", "link", "webhook", "timer" or "staff".</summary>
    public required string EntryPoint { get; init; }

    /// <summary>Selects the handler that processes it.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// Two drafts with the same key and content are the same submission. Without a key (null), two drafts with the same
    /// content within <see cref="RepeatWindow"/> are.
    /// </summary>
    public string? RepeatKey { get; init; }

    /// <summary>Used without a repeat key. A day must be a multiple of it.</summary>
    public TimeSpan RepeatWindow { get; init; }

    /// <summary>The sender may repeat a key on the next day.</summary>
    public bool MayRepeatYesterdays { get; init; }

    /// <summary>All fields whose change makes it a different submission, uncut.</summary>
    public required IReadOnlyList<PostedField> Content { get; init; }

    /// <summary>The fields with their own column: see <see cref="Submission.HasColumnFor"/>.</summary>
    public IReadOnlyList<PostedField> Columns { get; init; } = [];

    /// <summary>The other fields, as they will be stored.</summary>
    public IReadOnlyList<PostedField> Fields { get; init; } = [];

    /// <summary>The page it was posted from, or another source; null when unknown.</summary>
    public string? Source { get; init; }

    /// <summary>See <see cref="PostedFrom"/>; stored as a keyed hash.</summary>
    public string? Network { get; init; }

    /// <summary>The visitor's preferred language, as a language tag; null when unknown.</summary>
    public string? Language { get; init; }

    /// <summary>The sender expects an answer from staff.</summary>
    public bool WaitsForAnswer { get; init; }

    /// <summary>Why it is quarantined; null when it is not.</summary>
    public string? Error { get; init; }

    /// <summary>No spam signals: as a repeat, it releases the quarantined submission.</summary>
    public bool IsClean { get; init; }

    /// <summary>The token of the solved challenge; null when none is required.</summary>
    public OneTimeToken? Token { get; init; }

    /// <summary>A visitor's valid post.</summary>
    public static SubmissionDraft FromForm(Form form, FormEntry entry, PostedFrom from, Judgement judgement) => new()
    {
        EntryPoint = "form",
        Kind = form.Name,
        RepeatKey = entry.Control.IdempotencyKey is { } key ? $"key:{key}" : null,
        RepeatWindow = form.RepeatWindow,
        MayRepeatYesterdays = entry.Control.IdempotencyKey is not null,
        Content = [.. entry.Known, .. entry.Others],
        Columns = [.. entry.Known.Where(Submission.HasColumnFor)],
        Fields = FormEntry.Join(entry.Known.Where(field => !Submission.HasColumnFor(field)).Concat(entry.Others)),
        Source = from.Page,
        Network = from.Network,
        WaitsForAnswer = form.WaitsForAnswer,
        Error = entry.Control.HoneypotFilled ? QuarantineReason.Honeypot : judgement.Suspicion,
        IsClean = judgement.IsClean,
        Token = judgement.Token,
    };

    /// <summary>
    /// A post from a page of this app. The address comes from the link in an email or, without a link, from the page's
    /// only field.
    /// </summary>
    /// <param name="page">The page with the button.</param>
    public static SubmissionDraft FromPage(string kind, string email, string page) => new()
    {
        EntryPoint = "link",
        Kind = kind,
        Content = [new PostedField("email", email)],
        Columns = [new PostedField("email", email)],
        Source = page,
    };
}

/// <summary>Where a form was posted from, according to the request.</summary>
/// <param name="Page">The page's URL, without its query; null when unknown.</param>
/// <param name="Network">
/// Clients in the same network share limits, see <c>Http/ClientNetwork</c>; null when unknown. Stored as a keyed hash.
/// </param>
internal sealed record PostedFrom(string? Page, string? Network = null)
{
    /// <summary>
    /// The network of all posts with the origin "null": from a page with privacy headers, or from any website's
    /// sandboxed frame.
    /// </summary>
    public const string HiddenOrigin = "null";
}

/// <summary>The spam filter's opinion of a post that is stored.</summary>
/// <param name="Suspicion">Why it is quarantined; null when it is not.</param>
/// <param name="IsClean">No spam signals: as a repeat, it releases the quarantined submission.</param>
/// <param name="Token">The token of the solved challenge; null when none was required.</param>
internal sealed record Judgement(string? Suspicion = null, bool IsClean = false, OneTimeToken? Token = null);
