using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Submissions;

/// <summary>
/// Makes the promise: stored before answered. One transaction for the row and its open marker, then one queue
/// message; when that one fails, Sweep finds the marker.
/// </summary>
internal sealed partial class Intake(
    SubmissionStoring storing, ISubmissionQueue queue, SecretSettings secrets, Instrumentation instrumentation,
    TimeProvider clock, ILogger<Intake> logger)
{
    // With the queue's 3 s, below the 15 s within which a visitor is answered, whatever storage does.
    private static readonly TimeSpan StoreWithin = TimeSpan.FromSeconds(10);

    /// <exception cref="StorageUnavailableException">Not confirmed to be stored; a retry is safe.</exception>
    /// <returns>Null when the judgement's token was good for another post already: nothing was stored.</returns>
    /// <remarks>
    /// Takes no cancellation from the caller: a visitor who leaves the page after pressing the button has submitted.
    /// What is thought of a post changes none of the steps here: a bot could tell by the time they take.
    /// </remarks>
    public Task<Receipt?> AcceptAsync(Form form, FormEntry entry, PostedFrom from, Judgement judgement) =>
        AcceptAsync(Draft(form, entry, from, judgement), isCleanPost: judgement.IsClean);

    /// <inheritdoc cref="AcceptAsync(Form, FormEntry, PostedFrom, Judgement)"/>
    /// <returns>Never null.</returns>
    public async Task<Receipt> AcceptAsync(LinkAnswer answer) =>
        (await AcceptAsync(Draft(answer), isCleanPost: false))!;

    /// <inheritdoc cref="AcceptAsync(LinkAnswer)"/>
    public async Task<Receipt> AcceptAsync(PreparedPost post) =>
        (await AcceptAsync(Draft(post), isCleanPost: false))!;

    private async Task<Receipt?> AcceptAsync(SubmissionDraft draft, bool isCleanPost)
    {
        using var span = instrumentation.StartAccept(draft.Submission.Form);
        var stored = await StoreInTimeAsync(
            draft with { Submission = draft.Submission with { TraceParent = span?.Id } }, span);
        if (stored is null)
        {
            return null;
        }

        instrumentation.Accepted(
            span, draft.Submission.Form, stored.Key.Id,
            stored.IsRepeat ? "repeated" : draft.Submission.State.ToColumn());
        await queue.TrySendAsync(
            SubmissionMessage.For(stored.Key) with { IsCleanRepeat = stored.IsRepeat && isCleanPost },
            TimeSpan.Zero, CancellationToken.None);
        return new Receipt(stored.Key.Id, stored.ReceivedAt, stored.IsRepeat);
    }

    private async Task<StoredSubmission?> StoreInTimeAsync(SubmissionDraft draft, Activity? span)
    {
        using var deadline = new CancellationTokenSource(StoreWithin, clock);
        try
        {
            var stored = await storing.StoreAsync(draft, deadline.Token);
            Log(draft.Submission, stored);
            return stored;
        }
        catch (Exception e) when (e is StorageUnavailableException or OperationCanceledException)
        {
            instrumentation.NotStored(span, draft.Submission.Form);
            throw e as StorageUnavailableException ?? new StorageUnavailableException("no answer in time", e);
        }
    }

    private SubmissionDraft Draft(Form form, FormEntry entry, PostedFrom from, Judgement judgement)
    {
        var now = clock.GetUtcNow();
        var key = entry.Control.IdempotencyKey is { } given
            ? RepeatKey.Of(given)
            : RepeatKey.Within(form.RepeatWindow, now);
        var identity = new SubmissionIdentity("form", form.Name, key.Text, [.. entry.Known, .. entry.Others]);
        var fields = FormEntry.Join(
            entry.Known.Where(field => !Submission.HasColumnFor(field)).Concat(entry.Others));
        var quarantine = entry.Control.HoneypotFilled ? QuarantineReason.Honeypot : judgement.Suspicion;
        var draft = Draft(identity, key, column => entry[column], fields, from.Page, quarantine, now);
        return draft with
        {
            Submission = draft.Submission with { Network = NetworkOf(from, now) },
            Token = judgement.Token,
            MayRepeatYesterdays = entry.Control.IdempotencyKey is not null,
        };
    }

    private SubmissionDraft Draft(LinkAnswer answer)
    {
        var identity = new SubmissionIdentity(
            "link", answer.Form, answer.RepeatKey.Text, [new PostedField("email", answer.Email), .. answer.Fields]);
        return Draft(
            identity, answer.RepeatKey, column => column == "email" ? answer.Email : null, answer.Fields,
            answer.Source, error: null, clock.GetUtcNow());
    }

    private SubmissionDraft Draft(PreparedPost post)
    {
        var identity = new SubmissionIdentity(post.EntryPoint, post.Form, post.RepeatKey, post.Content);
        return Draft(
            identity, new RepeatKey(post.RepeatKey), column => post.Columns.GetValueOrDefault(column), post.Fields,
            post.Source, post.Error, clock.GetUtcNow())
            with { MayRepeatYesterdays = true };
    }

    private SubmissionDraft Draft(
        SubmissionIdentity identity, RepeatKey key, Func<string, string?> column, IReadOnlyList<PostedField> fields,
        string? source, string? error, DateTimeOffset now)
    {
        var hash = SubmissionId.HashOf(secrets.SubmissionKey, identity);
        var phone = column("phone");
        var submission = new Submission
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
        return new SubmissionDraft(submission, identity, key);
    }

    // A network's name changes each day, so that nobody's posts can be told to be theirs for longer.
    private string? NetworkOf(PostedFrom from, DateTimeOffset now) => from.Network is null or PostedFrom.HiddenOrigin
        ? from.Network
        : Convert.ToHexStringLower(HMACSHA256.HashData(
            secrets.SubmissionKey, Encoding.UTF8.GetBytes($"network {now.UtcDateTime:yyyyMMdd} {from.Network}")))[..16];

    private void Log(Submission submission, StoredSubmission? stored)
    {
        if (stored is { IsRepeat: true })
        {
            LogRepeated(submission.Form, stored.Key.Id);
        }
        else if (stored is not null)
        {
            LogStored(submission.Form, stored.Key.Id, submission.State);
        }
    }

    [LoggerMessage(LogLevel.Information, "Stored {Form} {Id} as {State}")]
    private partial void LogStored(string form, string id, SubmissionState state);

    [LoggerMessage(LogLevel.Information, "Repeat of {Form} {Id}")]
    private partial void LogRepeated(string form, string id);
}

/// <param name="Id">The submission's id; the same one for a repeat.</param>
/// <param name="IsRepeat">True when it was stored before.</param>
internal sealed record Receipt(string Id, DateTimeOffset ReceivedAt, bool IsRepeat);
