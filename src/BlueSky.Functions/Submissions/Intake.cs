using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Submissions;

/// <summary>
/// Stores a submission before the response is sent: one transaction for the row and its open marker, and at the same
/// time one queue message. The response waits for the transaction alone. If the message fails, Sweep finds the marker.
/// </summary>
internal sealed partial class Intake(
    SubmissionWriter writer, ISubmissionQueue queue, SecretSettings secrets, ClinicSettings clinic,
    Instrumentation instrumentation, TimeProvider clock, ILogger<Intake> logger)
{
    // Together with the 3 s of a second message, less than the 15 s limit for a response to the visitor.
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(10);

    /// <returns>Null when the draft's token was already used for other content; nothing was stored.</returns>
    /// <exception cref="StorageUnavailableException">Possibly not stored; a retry is safe.</exception>
    /// <remarks>
    /// Takes no cancellation token: a submission counts even if the visitor leaves the page after pressing the button.
    /// The steps do not depend on the verdict: otherwise a bot could detect it from the response time.
    /// </remarks>
    public async Task<Receipt?> TryAcceptAsync(SubmissionDraft draft)
    {
        using var span = instrumentation.StartAccept(draft.Kind);
        var added = Build(draft, clock.GetUtcNow(), span?.Id);
        var started = clock.GetTimestamp();
        var storing = StoreInTimeAsync(added, span);
        // Not awaited: it fails only by logging.
        _ = queue.TrySendAsync(
            SubmissionMessage.For(added.Submission.Key) with { IsEarly = true }, TimeSpan.Zero, CancellationToken.None);
        var stored = await storing;
        if (stored is null)
        {
            return null;
        }

        instrumentation.Accepted(
            span, draft.Kind, stored.Key.Id, stored.IsRepeat ? "repeated" : added.Submission.State.ToColumn());
        if (stored.IsRepeat || stored.Key != added.Submission.Key
            || clock.GetElapsedTime(started) >= SubmissionMessage.ReturnsAfter)
        {
            // The early message named another row, or may have come back already.
            await queue.TrySendAsync(
                SubmissionMessage.For(stored.Key) with { IsCleanRepeat = stored.IsRepeat && draft.IsClean },
                TimeSpan.Zero, CancellationToken.None);
        }

        return new Receipt(stored.Key.Id, stored.ReceivedAt, stored.IsRepeat)
        {
            PromisedBy = draft.WaitsForAnswer ? clinic.Hours.AnswerBy(stored.ReceivedAt) : null,
        };
    }

    /// <summary>The same for a draft without a token.</summary>
    /// <exception cref="StorageUnavailableException">Possibly not stored; a retry is safe.</exception>
    public async Task<Receipt> AcceptAsync(SubmissionDraft draft) => (await TryAcceptAsync(draft))!;

    private async Task<StoredSubmission?> StoreInTimeAsync(NewSubmission added, Activity? span)
    {
        using var deadline = new CancellationTokenSource(StoreTimeout, clock);
        try
        {
            var stored = await writer.StoreAsync(added, deadline.Token);
            Log(added.Submission, stored);
            return stored;
        }
        catch (Exception e) when (e is StorageUnavailableException or OperationCanceledException)
        {
            instrumentation.NotStored(span, added.Submission.Kind);
            throw e as StorageUnavailableException ?? new StorageUnavailableException("no answer in time", e);
        }
    }

    private NewSubmission Build(SubmissionDraft draft, DateTimeOffset now, string? traceParent)
    {
        var key = draft.RepeatKey is { } given ? new RepeatKey(given) : RepeatKey.Within(draft.RepeatWindow, now);
        var identity = new SubmissionIdentity(draft.EntryPoint, draft.Kind, key.Text, draft.Content);
        var hash = SubmissionId.HashOf(secrets.SubmissionKey, identity);
        var columns = draft.Columns.ToDictionary(field => field.Name, field => field.Value);
        var phone = columns.GetValueOrDefault("phone");
        var submission = new Submission
        {
            Id = SubmissionId.FromHash(hash, SubmissionId.MinGroups),
            Hash = hash,
            Kind = draft.Kind,
            State = draft.Error is null ? SubmissionState.Received : SubmissionState.Quarantined,
            ReceivedAt = now,
            Email = columns.GetValueOrDefault("email"),
            Name = columns.GetValueOrDefault("name"),
            Phone = phone,
            PhoneDigits = phone is null ? null : PhoneNumber.TryGetDigits(phone),
            Message = columns.GetValueOrDefault("message"),
            Fields = draft.Fields,
            Source = draft.Source,
            Network = NetworkHash(draft.Network, now),
            Language = draft.Language,
            Handling = draft.WaitsForAnswer ? Handling.New : Handling.None,
            // Stored, so that a later change of the settings does not change what was promised.
            PromisedBy = draft.WaitsForAnswer ? clinic.Hours.AnswerBy(now) : null,
            Error = draft.Error,
            TraceParent = traceParent,
        };
        return new NewSubmission(submission, identity, key, draft);
    }

    // The hash changes daily, so that posts cannot be linked to a network for longer.
    private string? NetworkHash(string? network, DateTimeOffset now) => network is null or PostedFrom.HiddenOrigin
        ? network
        : Convert.ToHexStringLower(HMACSHA256.HashData(
            secrets.SubmissionKey, Encoding.UTF8.GetBytes($"network {now.UtcDateTime:yyyyMMdd} {network}")))[..16];

    private void Log(Submission submission, StoredSubmission? stored)
    {
        if (stored is { IsRepeat: true })
        {
            LogRepeated(submission.Kind, stored.Key.Id);
        }
        else if (stored is not null)
        {
            LogStored(submission.Kind, stored.Key.Id, submission.State);
        }
    }

    [LoggerMessage(LogLevel.Information, "Stored {Kind} {Id} as {State}")]
    private partial void LogStored(string kind, string id, SubmissionState state);

    [LoggerMessage(LogLevel.Information, "Repeat of {Kind} {Id}")]
    private partial void LogRepeated(string kind, string id);
}

/// <param name="Id">The submission's id; a repeat gets the same id.</param>
/// <param name="IsRepeat">True when it was stored before.</param>
internal sealed record Receipt(string Id, DateTimeOffset ReceivedAt, bool IsRepeat)
{
    /// <summary>The time by which the visitor is promised an answer; null when nothing is promised.</summary>
    public DateTimeOffset? PromisedBy { get; init; }
}
