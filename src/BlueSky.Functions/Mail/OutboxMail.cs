using System.Globalization;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>A mail that follows from a submission.</summary>
/// <param name="Template">The template's name; also the mail's category at SendGrid.</param>
/// <param name="To">An address, as written.</param>
/// <param name="Number">Tells several mails of one template apart, from 1; null when there is one.</param>
internal sealed record DueMail(string Template, string To, int? Number = null);

internal static class DueMails
{
    /// <summary>One mail of a template for each of the staff.</summary>
    public static IReadOnlyList<DueMail> ToEachOfStaff(this MailSettings settings, string template) =>
        settings.Staff is [var only]
            ? [new DueMail(template, only)]
            : settings.Staff.Select((address, i) => new DueMail(template, address, i + 1)).ToList();
}

/// <summary>A mail's row in the outbox. Its transitions are in <see cref="MailTransitions"/>.</summary>
internal sealed record OutboxMail
{
    public required SubmissionKey Submission { get; init; }

    public required string Template { get; init; }

    public int? Number { get; init; }

    public required string To { get; init; }

    public required MailState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it came into its state.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Null in a state that nothing follows from by itself.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>SendGrid's <c>X-Message-Id</c>.</summary>
    public string? MessageId { get; init; }

    public int Attempts { get; init; }

    /// <summary>How many attempts ended without an answer.</summary>
    public int UnknownOutcomes { get; init; }

    public string? Error { get; init; }

    /// <summary>Which summary it is, or is told of in; null for none.</summary>
    public string? Summary { get; init; }

    /// <summary>The stored version that this was read at; null when it was not read.</summary>
    public string? Version { get; init; }

    public string RowKey => RowKeyOf(Submission.Id, Template, Number);

    /// <summary>What SendGrid gives back with each event: opaque, and enough to find the row.</summary>
    public string MailId => Key.ToString();

    public MailKey Key => new(Submission, RowKey);

    /// <summary>Due, but over the quota of its kind: no time is set, Sweep lets it go when there is room.</summary>
    public bool IsHeld => State == MailState.Due && NextAttemptAt is null;

    /// <summary>Over the quota of its kind, and not sent for that.</summary>
    public bool IsLeftOut => State == MailState.Dropped && Attempts == 0;

    /// <summary>Something is left to do, or to wait for.</summary>
    public bool IsOpen => State is MailState.Due or MailState.Sending or MailState.Unknown or MailState.Parked;

    public static string RowKeyOf(string submissionId, string template, int? number) =>
        number is null ? $"{submissionId}.{template}" : $"{submissionId}.{template}.{number}";

    public static OutboxMail From(DueMail mail, SubmissionKey submission, DateTimeOffset now) => new()
    {
        Submission = submission,
        Template = mail.Template,
        Number = mail.Number,
        To = mail.To,
        State = MailState.Due,
        CreatedAt = now,
        ChangedAt = now,
        NextAttemptAt = now,
    };
}

/// <summary>Where a mail is on its way. Delivered, Bounced and Dropped are what SendGrid reports afterwards.</summary>
internal enum MailState
{
    /// <summary>To be sent, not before its next attempt's time.</summary>
    Due,

    /// <summary>One worker is sending it right now; after a while of silence the outcome counts as unknown.</summary>
    Sending,
    Accepted,
    Delivered,

    /// <summary>It was handed over and no answer came: SendGrid may have it. Sent again only with care.</summary>
    Unknown,
    Bounced,
    Dropped,

    /// <summary>SendGrid refuses the key or the sender: waits for somebody to mend that.</summary>
    Parked,

    /// <summary>Will not be sent; the reason is in the row.</summary>
    Failed,
}

/// <summary>Where a mail's row is found; as one word, the <c>mail_id</c> that SendGrid gives back.</summary>
internal sealed record MailKey(SubmissionKey Submission, string RowKey)
{
    private const string DayFormat = "yyyyMMdd";

    /// <summary>In characters; longer than any of ours.</summary>
    private const int MaxLength = 200;

    /// <returns>Null for what is not ours: others who send by the same account may use the name too.</returns>
    public static MailKey? TryParse(string mailId)
    {
        string[] parts = mailId.Length <= MaxLength ? mailId.Split('.') : [];
        return parts.Length is 3 or 4
            && parts.All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            && DateOnly.TryParseExact(
                parts[0], DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? new MailKey(new SubmissionKey(day, parts[1]), mailId[(DayFormat.Length + 1)..])
                : null;
    }

    public override string ToString() =>
        $"{Submission.Day.ToString(DayFormat, CultureInfo.InvariantCulture)}.{RowKey}";
}
