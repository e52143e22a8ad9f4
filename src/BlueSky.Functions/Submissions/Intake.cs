using System.Diagnostics;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Submissions;

/// <summary>
/// Makes the promise: stored before answered. One transaction for the row and its open marker, then one queue
/// message; when that one fails, Sweep finds the marker.
/// </summary>
internal sealed partial class Intake(
    ISubmissionStore store, ISubmissionQueue queue, SecretSettings secrets, Instrumentation instrumentation,
    TimeProvider clock, ILogger<Intake> logger)
{
    // With the queue's 3 s, below the 15 s within which a visitor is answered, whatever storage does.
    private static readonly TimeSpan StoreWithin = TimeSpan.FromSeconds(10);

    /// <summary>For so long after midnight, UTC, a keyed retry may belong to a row of the day before.</summary>
    private static readonly TimeSpan YesterdayIsNear = TimeSpan.FromHours(2);

    /// <exception cref="StorageUnavailableException">Not confirmed to be stored; a retry is safe.</exception>
    /// <param name="suspicion">Why the post is to be quarantined; null when it is not.</param>
    /// <remarks>
    /// Takes no cancellation from the caller: a visitor who leaves the page after pressing the button has submitted.
    /// </remarks>
    public Task<Receipt> AcceptAsync(Form form, FormEntry entry, string? source, string? suspicion = null) =>
        AcceptAsync(
            Draft(form, entry, source, suspicion), mayRepeatYesterdays: entry.Control.IdempotencyKey is not null);

    /// <inheritdoc cref="AcceptAsync(Form, FormEntry, string?, string?)"/>
    public Task<Receipt> AcceptAsync(LinkAnswer answer) => AcceptAsync(Draft(answer), mayRepeatYesterdays: false);

    /// <inheritdoc cref="AcceptAsync(LinkAnswer)"/>
    public Task<Receipt> AcceptAsync(PreparedPost post) => AcceptAsync(Draft(post), mayRepeatYesterdays: true);

    private async Task<Receipt> AcceptAsync(Submission draft, bool mayRepeatYesterdays)
    {
        using var span = instrumentation.StartAccept(draft.Form);
        var (submission, isRepeat) = await StoreInTimeAsync(
            draft with { TraceParent = span?.Id }, mayRepeatYesterdays, span);
        instrumentation.Accepted(span, submission, isRepeat);

        if (submission.State == SubmissionState.Received)
        {
            await queue.TrySendAsync(SubmissionMessage.For(submission.Key), TimeSpan.Zero, CancellationToken.None);
        }

        return new Receipt(submission.Id, submission.ReceivedAt, isRepeat);
    }

    private async Task<Stored> StoreInTimeAsync(Submission draft, bool mayRepeatYesterdays, Activity? span)
    {
        using var deadline = new CancellationTokenSource(StoreWithin, clock);
        try
        {
            var yesterdays = mayRepeatYesterdays ? await FindYesterdaysAsync(draft, deadline.Token) : null;
            return yesterdays ?? await StoreAsync(draft, deadline.Token);
        }
        catch (Exception e) when (e is StorageUnavailableException or OperationCanceledException)
        {
            instrumentation.NotStored(span, draft.Form);
            throw e as StorageUnavailableException ?? new StorageUnavailableException("no answer in time", e);
        }
    }

    private Submission Draft(Form form, FormEntry entry, string? source, string? suspicion)
    {
        var now = clock.GetUtcNow();
        var repeatKey = SubmissionIdentity.RepeatKeyFor(entry.Control.IdempotencyKey, now, form.RepeatWindow);
        var identity = new SubmissionIdentity(
            "form", form.Name, repeatKey, entry.Control.HoneypotFilled, [.. entry.Known, .. entry.Others])
        {
            IsSuspect = suspicion is not null,
        };
        var fields = FormEntry.Join(
            entry.Known.Where(field => !Submission.HasColumnFor(field)).Concat(entry.Others));
        var quarantine = entry.Control.HoneypotFilled ? QuarantineReason.Honeypot : suspicion;
        return Draft(identity, column => entry[column], fields, source, quarantine, now);
    }

    private Submission Draft(LinkAnswer answer)
    {
        var identity = new SubmissionIdentity(
            "link", answer.Form, answer.RepeatKey, HoneypotFilled: false,
            [new PostedField("email", answer.Email), .. answer.Fields]);
        return Draft(
            identity, column => column == "email" ? answer.Email : null, answer.Fields, answer.Source, error: null,
            clock.GetUtcNow());
    }

    private Submission Draft(PreparedPost post)
    {
        var identity = new SubmissionIdentity(
            post.EntryPoint, post.Form, post.RepeatKey, HoneypotFilled: false, post.Content);
        return Draft(
            identity, column => post.Columns.GetValueOrDefault(column), post.Fields, post.Source, post.Error,
            clock.GetUtcNow());
    }

    private Submission Draft(
        SubmissionIdentity identity, Func<string, string?> column, IReadOnlyList<PostedField> fields, string? source,
        string? error, DateTimeOffset now)
    {
        var hash = SubmissionId.HashOf(secrets.SubmissionKey, identity);
        var phone = column("phone");
        return new Submission
        {
            Id = SubmissionId.FromHash(hash, SubmissionId.FewestGroups),
            Hash = hash,
            Form = identity.Form,
            State = error is null ? SubmissionState.Received : SubmissionState.Quarantined,
            ReceivedAt = now,
            Email = column("email"),
            Name = column("name"),
            Phone = phone,
            PhoneDigits = phone is null ? null : PhoneNumber.TryGetDigits(phone),
            Message = column("message"),
            Fields = fields,
            Source = source,
            Error = error,
        };
    }

    private async Task<Stored?> FindYesterdaysAsync(Submission submission, CancellationToken cancellationToken)
    {
        if (submission.ReceivedAt.UtcDateTime.TimeOfDay >= YesterdayIsNear)
        {
            return null;
        }

        var yesterday = submission.Key.Day.AddDays(-1);
        var found = await store.FindAsync(new SubmissionKey(yesterday, submission.Id), cancellationToken);
        return found?.Hash == submission.Hash ? new Stored(found, IsRepeat: true) : null;
    }

    private async Task<Stored> StoreAsync(Submission submission, CancellationToken cancellationToken)
    {
        for (var groups = SubmissionId.FewestGroups; groups <= SubmissionId.MostGroups; groups++)
        {
            var candidate = submission with { Id = SubmissionId.FromHash(submission.Hash, groups) };
            var existing = await store.AddAsync(candidate, cancellationToken);
            if (existing is null)
            {
                LogStored(candidate.Form, candidate.Id, candidate.State);
                return new Stored(candidate, IsRepeat: false);
            }

            if (existing.Hash == submission.Hash)
            {
                LogRepeated(existing.Form, existing.Id);
                return new Stored(existing, IsRepeat: true);
            }
        }

        throw new InvalidOperationException("Every length of an id is taken: the hash cannot be a keyed one.");
    }

    private sealed record Stored(Submission Submission, bool IsRepeat);

    [LoggerMessage(LogLevel.Information, "Stored {Form} {Id} as {State}")]
    private partial void LogStored(string form, string id, SubmissionState state);

    [LoggerMessage(LogLevel.Information, "Repeat of {Form} {Id}")]
    private partial void LogRepeated(string form, string id);
}

/// <param name="Id">The submission's id; the same one for a repeat.</param>
/// <param name="IsRepeat">True when it was stored before.</param>
internal sealed record Receipt(string Id, DateTimeOffset ReceivedAt, bool IsRepeat);
