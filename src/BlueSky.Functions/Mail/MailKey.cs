using System.Globalization;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

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
