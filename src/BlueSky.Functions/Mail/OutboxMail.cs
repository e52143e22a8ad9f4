using System.Globalization;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>An email that a submission requires.</summary>
/// <param name="Template">The template's name; also the category at SendGrid.</param>
/// <param name="To">An address, as typed.</param>
/// <param name="Number">Distinguishes several emails of one template, from 1; null when there is only one.</param>
internal sealed record DueMail(string Template, string To, int? Number = null);

internal static class DueMails
{
    /// <summary>One email of a template to each staff address.</summary>
    public static IReadOnlyList<DueMail> ToEachOfStaff(this MailSettings settings, string template) =>
        settings.Staff is [var only]
            ? [new DueMail(template, only)]
            : settings.Staff.Select((address, i) => new DueMail(template, address, i + 1)).ToList();
}

/// <summary>An email in the outbox. Its state changes are in <see cref="MailTransitions"/>.</summary>
internal sealed record OutboxMail
{
    public required SubmissionKey Submission { get; init; }

    public required string Template { get; init; }

    public int? Number { get; init; }

    /// <summary>Empty for news: the address is in the recipient's row alone.</summary>
    public required string To { get; init; }

    /// <summary>The recipient's key, which distinguishes the emails of news; null for other emails.</summary>
    public string? Recipient { get; init; }

    public required MailState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it entered its state.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Null when no attempt is planned, and while it is held.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>SendGrid's <c>X-Message-Id</c>.</summary>
    public string? MessageId { get; init; }

    public int Attempts { get; init; }

    /// <summary>How many attempts ended without a response.</summary>
    public int UnknownOutcomes { get; init; }

    public string? Error { get; init; }

    /// <summary>The summary that it is, or is listed in; null for none.</summary>
    public string? Summary { get; init; }

    /// <summary>The stored version that was read; null for a new email.</summary>
    public string? Version { get; init; }

    public string RowKey => Recipient is { } recipient
        ? $"{Submission.Id}.{Template}.{recipient}"
        : RowKeyOf(Submission.Id, Template, Number);

    /// <summary>SendGrid returns it with each event: opaque, and enough to find the row.</summary>
    public string MailId => Key.ToString();

    public MailKey Key => new(Submission, RowKey);

    /// <summary>Due, but over its quota: has no time; Sweep releases it when there is quota again.</summary>
    public bool IsHeld => State == MailState.Due && NextAttemptAt is null;

    /// <summary>Not sent because it was over its quota.</summary>
    public bool IsDroppedByQuota => State == MailState.Dropped && Attempts == 0;

    /// <summary>There is something left to do or to wait for.</summary>
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

/// <summary>The state of an email. SendGrid reports Delivered and Bounced later; Dropped is by SendGrid or by our quota.</summary>
internal enum MailState
{
    /// <summary>To be sent, but not before its next attempt's time.</summary>
    Due,

    /// <summary>One worker is sending it; after Mail:SendingFor the outcome counts as unknown.</summary>
    Sending,
    Accepted,
    Delivered,

    /// <summary>No response: SendGrid may have it. A second unknown outcome makes it fail.</summary>
    Unknown,
    Bounced,
    Dropped,

    /// <summary>The key, the sender, the account or a setting is wrong: retried until that is fixed.</summary>
    Parked,

    /// <summary>Will not be sent; the reason is in the row.</summary>
    Failed,
}

/// <summary>Locates the row of an email; as text, the <c>mail_id</c> that SendGrid returns.</summary>
internal sealed record MailKey(SubmissionKey Submission, string RowKey)
{
    private const string DayFormat = "yyyyMMdd";

    /// <summary>In characters; longer than any real key.</summary>
    private const int MaxLength = 200;

    /// <returns>Null for a foreign id: other users of the SendGrid account may use the same argument.</returns>
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
