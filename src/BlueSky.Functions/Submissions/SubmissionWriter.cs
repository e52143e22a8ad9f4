using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Submissions;

/// <summary>A submission to store, unless it already exists.</summary>
/// <param name="Submission">With the shortest possible id.</param>
/// <param name="Key">The repeat key of the identity.</param>
/// <param name="Draft">What it was made from.</param>
internal sealed record NewSubmission(
    Submission Submission, SubmissionIdentity Identity, RepeatKey Key, SubmissionDraft Draft);

/// <param name="IsRepeat">True when it was stored before.</param>
internal sealed record StoredSubmission(SubmissionKey Key, DateTimeOffset ReceivedAt, bool IsRepeat);

/// <summary>
/// Stores a submission unless it is a repeat. Without a repeat key, it claims its content for the current and the next
/// time window in its own transaction. A repeat conflicts with one of the two claims, even across the boundary of a
/// window, and a new submission is stored in one call.
/// </summary>
internal sealed class SubmissionWriter(ISubmissionStore store, SecretSettings secrets)
{
    /// <summary>After midnight UTC, a keyed retry may belong to a row of the day before for this long.</summary>
    private static readonly TimeSpan RetryAcrossMidnight = TimeSpan.FromHours(2);

    /// <summary>A round ends with a longer id (after a collision) or with a write conflict.</summary>
    private const int MaxRounds = 20;

    /// <returns>Null when its token was already used for other content; nothing was stored.</returns>
    /// <exception cref="StorageUnavailableException">An outage.</exception>
    public async Task<StoredSubmission?> StoreAsync(NewSubmission added, CancellationToken cancellationToken)
    {
        var claims = ClaimsOf(added);
        var token = TokenClaimOf(added);
        if (await FindYesterdaysAsync(added, claims, cancellationToken) is { } yesterdays)
        {
            return yesterdays;
        }

        if (await WasTokenUsedYesterdayAsync(added, token, cancellationToken))
        {
            return null;
        }

        var groups = SubmissionId.MinGroups;
        for (var round = 0; round < MaxRounds; round++)
        {
            var candidate = added.Submission with { Id = SubmissionId.FromHash(added.Submission.Hash, groups) };
            IEnumerable<Claim> all = token is null ? claims : claims.Append(token);
            if (await store.TryAddAsync(
                candidate, [.. all.Select(claim => claim with { Holder = candidate.Id })], cancellationToken))
            {
                return new StoredSubmission(candidate.Key, candidate.ReceivedAt, IsRepeat: false);
            }

            for (var i = 0; i < claims.Count; i++)
            {
                var claimed = await store.FindClaimAsync(candidate.Key.Day, claims[i].Key, cancellationToken);
                if (IsWithin(added, claimed))
                {
                    return RepeatOf(claimed!, candidate.Key.Day);
                }

                // The window of the claim's holder is over, so the claim can be replaced.
                claims[i] = claims[i] with { Version = claimed?.Version };
            }

            if (await store.FindAsync(candidate.Key, cancellationToken) is { } existing)
            {
                if (existing.Hash == candidate.Hash)
                {
                    return new StoredSubmission(existing.Key, existing.ReceivedAt, IsRepeat: true);
                }

                // A collision: another submission has this id.
                groups++;
            }

            if (token is not null
                && await store.FindClaimAsync(candidate.Key.Day, token.Key, cancellationToken) is { } use)
            {
                if (use.Content != token.Content)
                {
                    return null;
                }

                // It was used for this same content: it need not be claimed again.
                token = null;
            }
        }

        throw new StorageUnavailableException("a submission's rows kept changing");
    }

    private async Task<StoredSubmission?> FindYesterdaysAsync(
        NewSubmission added, List<Claim> claims, CancellationToken cancellationToken)
    {
        var submission = added.Submission;
        var (sinceMidnight, yesterday) = (submission.ReceivedAt.UtcDateTime.TimeOfDay, submission.Key.Day.AddDays(-1));
        if (sinceMidnight < added.Key.Window)
        {
            var claimed = await store.FindClaimAsync(yesterday, claims[0].Key, cancellationToken);
            return IsWithin(added, claimed) ? RepeatOf(claimed!, yesterday) : null;
        }

        return added.Draft.MayRepeatYesterdays && sinceMidnight < RetryAcrossMidnight
            && await store.FindAsync(new SubmissionKey(yesterday, submission.Id), cancellationToken) is { } found
            && found.Hash == submission.Hash
                ? new StoredSubmission(found.Key, found.ReceivedAt, IsRepeat: true)
                : null;
    }

    private async Task<bool> WasTokenUsedYesterdayAsync(
        NewSubmission added, Claim? token, CancellationToken cancellationToken) =>
        token is not null && added.Draft.Token is { } given
        && SubmissionKey.DayOf(given.IssuedAt) < added.Submission.Key.Day
        && await store.FindClaimAsync(added.Submission.Key.Day.AddDays(-1), token.Key, cancellationToken) is { } use
        && use.Content != token.Content;

    // Duration(), because an instance whose clock is ahead may have written the claim.
    private static bool IsWithin(NewSubmission added, Claim? claim) =>
        claim is not null && (added.Submission.ReceivedAt - claim.At).Duration() < added.Key.Window;

    private static StoredSubmission RepeatOf(Claim claim, DateOnly day) =>
        new(new SubmissionKey(day, claim.Holder), claim.At, IsRepeat: true);

    private List<Claim> ClaimsOf(NewSubmission added) => added.Key.Next is { } next
        ? [ClaimOf(added, added.Submission.Hash), ClaimOf(added, HashWith(added, next))]
        : [];

    private Claim? TokenClaimOf(NewSubmission added) => added.Draft.Token is { } token
        ? ClaimOf(added, Convert.ToHexStringLower(HMACSHA256.HashData(
            secrets.SubmissionKey, Encoding.UTF8.GetBytes($"token {token.Id}"))))
            with { Content = HashWith(added, "") }
        : null;

    private static Claim ClaimOf(NewSubmission added, string key) =>
        new(key, added.Submission.Id, added.Submission.Hash, added.Submission.ReceivedAt);

    private string HashWith(NewSubmission added, string repeatKey) =>
        SubmissionId.HashOf(secrets.SubmissionKey, added.Identity with { RepeatKey = repeatKey });
}
