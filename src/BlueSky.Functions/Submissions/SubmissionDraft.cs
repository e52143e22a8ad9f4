using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Submissions;

/// <summary>What one of the ways in hands to <see cref="Intake"/>: a form's post, a link, a webhook or a timer.</summary>
internal sealed record SubmissionDraft
{
    /// <summary>The way it came in: "form", "link", "webhook" or "timer".</summary>
    public required string EntryPoint { get; init; }

    /// <summary>Names the handler that is to process it.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// Two drafts with the same key and content are the same submission. Null when the sender says nothing about
    /// repeats: then the same content within <see cref="RepeatWindow"/> is.
    /// </summary>
    public string? RepeatKey { get; init; }

    /// <summary>Used without a repeat key; a whole number of them makes a day.</summary>
    public TimeSpan RepeatWindow { get; init; }

    /// <summary>The sender may repeat a key on the next day.</summary>
    public bool MayRepeatYesterdays { get; init; }

    /// <summary>All that makes it another submission, whole.</summary>
    public required IReadOnlyList<PostedField> Content { get; init; }

    /// <summary>The fields with a column of their own: see <see cref="Submission.HasColumnFor"/>.</summary>
    public IReadOnlyList<PostedField> Columns { get; init; } = [];

    /// <summary>The other fields, as they are to be stored.</summary>
    public IReadOnlyList<PostedField> Fields { get; init; } = [];

    /// <summary>The page it was posted from, or what else it comes from; null when the request does not say.</summary>
    public string? Source { get; init; }

    /// <summary>Who shares it counts as one, see <see cref="PostedFrom"/>; stored as a keyed hash.</summary>
    public string? Network { get; init; }

    /// <summary>Why it is quarantined; null when it is not.</summary>
    public string? Error { get; init; }

    /// <summary>Nothing about it is suspicious: as a repeat, it releases what was quarantined.</summary>
    public bool IsClean { get; init; }

    /// <summary>The solved challenge that it uses up; null when it needs none.</summary>
    public OneTimeToken? Token { get; init; }

    /// <summary>A visitor's post that keeps its form's rules.</summary>
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
        Error = entry.Control.HoneypotFilled ? QuarantineReason.Honeypot : judgement.Suspicion,
        IsClean = judgement.IsClean,
        Token = judgement.Token,
    };

    /// <summary>
    /// What a page of this app posts: behind a link in an email the address is known; without a link it is the one
    /// thing that is asked for.
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

/// <summary>Where a form was posted from, as far as the request says.</summary>
/// <param name="Page">The page's address, without its query; null when nobody says.</param>
/// <param name="Network">
/// Whoever shares it counts as one, see <c>Http/ClientNetwork</c>; null when nobody says. Kept as a keyed hash.
/// </param>
internal sealed record PostedFrom(string? Page, string? Network = null)
{
    /// <summary>
    /// The network of all posts whose page hides its origin: privacy headers do that, and so can any website.
    /// </summary>
    public const string HiddenOrigin = "null";
}

/// <summary>What is thought of a post that is stored.</summary>
/// <param name="Suspicion">Why it is held back; null when it is not.</param>
/// <param name="IsClean">Nothing about it is suspicious: as a repeat, it releases what was held back.</param>
/// <param name="Token">The solved challenge that came with it; null when none had to.</param>
internal sealed record Judgement(string? Suspicion = null, bool IsClean = false, OneTimeToken? Token = null);
