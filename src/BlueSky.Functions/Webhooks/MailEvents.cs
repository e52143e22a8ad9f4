using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Webhooks;

/// <summary>
/// Applies SendGrid's events: updates the outbox, and suppresses addresses that must get no more email. Idempotent: any
/// order and any number of repeats result in the same rows.
/// </summary>
internal sealed partial class MailEvents(
    IMailOutbox outbox, ISubmissionStore submissions, RecipientBook recipients, MailSettings settings,
    Instrumentation instrumentation, TimeProvider clock, ILogger<MailEvents> logger)
{
    /// <summary>SendGrid posts up to 768 KB of events and expects a quick response.</summary>
    private const int MaxConcurrency = 8;

    private readonly HashSet<string> staff =
        [.. settings.Staff.Select(address => EmailAddress.TryParse(address)?.Canonical).OfType<string>()];

    /// <exception cref="Submissions.StorageUnavailableException">
    /// Some events may not be applied; all can be applied again.
    /// </exception>
    public async Task ApplyAsync(IEnumerable<SendGridEvent> events, CancellationToken cancellationToken) =>
        await Parallel.ForEachAsync(
            events.GroupBy(sent => sent.Mail?.ToString() ?? sent.Email),
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellationToken },
            async (eventsOfMail, token) =>
            {
                foreach (var sent in eventsOfMail)
                {
                    await ApplyAsync(sent, token);
                }
            });

    private async Task ApplyAsync(SendGridEvent sent, CancellationToken cancellationToken)
    {
        var mail = sent.Mail is { } key && SendGridEventRules.ReportOn(sent) is { } report
            ? await ReportAsync(key, report, cancellationToken)
            : null;

        if (SendGridEventRules.SuppressionFor(sent) is { } reason
            && EmailAddress.TryParseTyped(sent.Email ?? mail?.To ?? "") is { } address)
        {
            await SuppressAsync(sent, address, reason, cancellationToken);
        }
    }

    private async Task<OutboxMail?> ReportAsync(MailKey key, MailReport report, CancellationToken cancellationToken)
    {
        if (await outbox.ReportAsync(key, report, clock, cancellationToken) is not var (before, after))
        {
            LogNotFound(key);
            return null;
        }

        if (before.State != after.State)
        {
            instrumentation.MailMoved(after.Template, after.State.ToColumn());
            LogMoved(after.RowKey, after.State, before.State);
        }

        if (before.IsOpen && !after.IsOpen)
        {
            await CloseAsync(after.Submission, cancellationToken);
        }

        return after;
    }

    // After a crash before this, or when the last two events arrive together, Sweep closes the marker.
    private async Task CloseAsync(SubmissionKey submission, CancellationToken cancellationToken)
    {
        var mails = await outbox.ListAsync(submission, cancellationToken);
        if (!mails.Any(mail => mail.IsOpen)
            && await submissions.FindAsync(submission, cancellationToken) is { State: not SubmissionState.Received })
        {
            await submissions.CloseAsync(submission, cancellationToken);
        }
    }

    private async Task SuppressAsync(
        SendGridEvent sent, EmailAddress address, string reason, CancellationToken cancellationToken)
    {
        if (staff.Contains(address.Canonical))
        {
            LogStaff(sent.Kind, sent.Mail);
            return;
        }

        await recipients.SuppressAsync(address, reason, sent.At ?? clock.GetUtcNow(), cancellationToken);
        LogSuppressed(sent.Kind, sent.Mail);
    }

    [LoggerMessage(LogLevel.Information, "SendGrid reports email {Mail} as {State}; it was {Before}")]
    private partial void LogMoved(string mail, MailState state, MailState before);

    [LoggerMessage(LogLevel.Warning, "SendGrid reports on email {Mail}, which is not in the outbox")]
    private partial void LogNotFound(MailKey mail);

    [LoggerMessage(LogLevel.Information, "A recipient is suppressed after {Kind} of email {Mail}")]
    private partial void LogSuppressed(string kind, MailKey? mail);

    [LoggerMessage(
        LogLevel.Critical,
        "SendGrid reports {Kind} for a staff address (email {Mail}): notices to it may not arrive. "
        + "Fix the address, and remove it from SendGrid's suppression lists")]
    private partial void LogStaff(string kind, MailKey? mail);
}
