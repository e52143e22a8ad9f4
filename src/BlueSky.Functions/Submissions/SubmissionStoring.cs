using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Submissions;

/// <summary>A submission that is to be stored, unless it is there already.</summary>
/// <param name="Submission">With the shortest id.</param>
/// <param name="Key">The repeat key of the identity.</param>
internal sealed record SubmissionDraft(Submission Submission, SubmissionIdentity Identity, RepeatKey Key)
{
    /// <summary>What it uses up; null for nothing.</summary>
    public OneTimeToken? Token { get; init; }

    /// <summary>Its key may have been used on the day before.</summary>
    public bool MayRepeatYesterdays { get; init; }
}

/// <param name="IsRepeat">True when it was stored before.</param>
internal sealed record StoredSubmission(SubmissionKey Key, DateTimeOffset ReceivedAt, bool IsRepeat);

/// <summary>
/// Stores what is no repeat. Who says nothing about repeats claims the content for this span of time and the next, in
/// the submission's own transaction: the same content meets one of the two claims, wherever the spans' edges lie, and
/// whatever is new is stored in one call.
/// </summary>
internal sealed class SubmissionStoring(ISubmissionStore store, SecretSettings secrets)
{
    /// <summary>For so long after midnight, UTC, a keyed retry may belong to a row of the day before.</summary>
    private static readonly TimeSpan YesterdayIsNear = TimeSpan.FromHours(2);

    /// <summary>An id grows with some of them; in the others somebody else's write went through.</summary>
    private const int MostRounds = 20;

    /// <returns>Null when the draft's token was good for other content already: nothing was stored.</returns>
    /// <exception cref="StorageUnavailableException">An outage.</exception>
    public async Task<StoredSubmission?> StoreAsync(SubmissionDraft draft, CancellationToken cancellationToken)
    {
        var claims = ClaimsOf(draft);
        var token = TokenClaimOf(draft);
        if (await FindYesterdaysAsync(draft, claims, cancellationToken) is { } yesterdays)
        {
            return yesterdays;
        }

        if (await IsSpentYesterdayAsync(draft, token, cancellationToken))
        {
            return null;
        }

        var groups = SubmissionId.FewestGroups;
        for (var round = 0; round < MostRounds; round++)
        {
            var candidate = draft.Submission with { Id = SubmissionId.FromHash(draft.Submission.Hash, groups) };
            IEnumerable<Claim> all = token is null ? claims : claims.Append(token);
            if (await store.TryAddAsync(
                candidate, [.. all.Select(claim => claim with { Holder = candidate.Id })], cancellationToken))
            {
                return new StoredSubmission(candidate.Key, candidate.ReceivedAt, IsRepeat: false);
            }

            for (var i = 0; i < claims.Count; i++)
            {
                var standing = await store.FindClaimAsync(candidate.Key.Day, claims[i].Key, cancellationToken);
                if (IsWithin(draft, standing))
                {
                    return RepeatOf(standing!, candidate.Key.Day);
                }

                // The window of whoever has it is over.
                claims[i] = claims[i] with { Version = standing?.Version };
            }

            if (await store.FindAsync(candidate.Key, cancellationToken) is { } existing)
            {
                if (existing.Hash == candidate.Hash)
                {
                    return new StoredSubmission(existing.Key, existing.ReceivedAt, IsRepeat: true);
                }

                // Another submission has this id.
                groups++;
            }

            if (token is not null
                && await store.FindClaimAsync(candidate.Key.Day, token.Key, cancellationToken) is { } use)
            {
                if (use.Content != token.Content)
                {
                    return null;
                }

                token = null;
            }
        }

        throw new InvalidOperationException(
            $"No id was free in {MostRounds} rounds: the hash cannot be a keyed one.");
    }

    private async Task<StoredSubmission?> FindYesterdaysAsync(
        SubmissionDraft draft, List<Claim> claims, CancellationToken cancellationToken)
    {
        var submission = draft.Submission;
        var (sinceMidnight, yesterday) = (submission.ReceivedAt.UtcDateTime.TimeOfDay, submission.Key.Day.AddDays(-1));
        if (sinceMidnight < draft.Key.Window)
        {
            var standing = await store.FindClaimAsync(yesterday, claims[0].Key, cancellationToken);
            return IsWithin(draft, standing) ? RepeatOf(standing!, yesterday) : null;
        }

        return draft.MayRepeatYesterdays && sinceMidnight < YesterdayIsNear
            && await store.FindAsync(new SubmissionKey(yesterday, submission.Id), cancellationToken) is { } found
            && found.Hash == submission.Hash
                ? new StoredSubmission(found.Key, found.ReceivedAt, IsRepeat: true)
                : null;
    }

    private async Task<bool> IsSpentYesterdayAsync(
        SubmissionDraft draft, Claim? token, CancellationToken cancellationToken) =>
        token is not null && draft.Token is { } given
        && SubmissionKey.DayOf(given.IssuedAt) < draft.Submission.Key.Day
        && await store.FindClaimAsync(draft.Submission.Key.Day.AddDays(-1), token.Key, cancellationToken) is { } use
        && use.Content != token.Content;

    // A clock that is ahead of this one may have written it.
    private static bool IsWithin(SubmissionDraft draft, Claim? claim) =>
        claim is not null && (draft.Submission.ReceivedAt - claim.At).Duration() < draft.Key.Window;

    private static StoredSubmission RepeatOf(Claim claim, DateOnly day) =>
        new(new SubmissionKey(day, claim.Holder), claim.At, IsRepeat: true);

    private List<Claim> ClaimsOf(SubmissionDraft draft) => draft.Key.Next is { } next
        ? [ClaimOf(draft, draft.Submission.Hash), ClaimOf(draft, HashWith(draft, next))]
        : [];

    private Claim? TokenClaimOf(SubmissionDraft draft) => draft.Token is { } token
        ? ClaimOf(draft, Convert.ToHexStringLower(HMACSHA256.HashData(
            secrets.SubmissionKey, Encoding.UTF8.GetBytes($"token {token.Id}"))))
            with { Content = HashWith(draft, "") }
        : null;

    private static Claim ClaimOf(SubmissionDraft draft, string key) =>
        new(key, draft.Submission.Id, draft.Submission.Hash, draft.Submission.ReceivedAt);

    private string HashWith(SubmissionDraft draft, string repeatKey) =>
        SubmissionId.HashOf(secrets.SubmissionKey, draft.Identity with { RepeatKey = repeatKey });
}
