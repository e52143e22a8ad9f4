using System.Runtime.CompilerServices;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>Submissions in memory, with versions as the table has them.</summary>
internal sealed class FakeSubmissionStore : ISubmissionStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<SubmissionKey, Submission> rows = [];
    private readonly Dictionary<SubmissionKey, OpenMarker> markers = [];
    private readonly Dictionary<(DateOnly Day, string Key), Claim> claims = [];
    private int version;

    public bool IsDown { get; set; }

    /// <summary>The next so many adds are stored, and reported as failed: an answer that got lost.</summary>
    public int LostAnswers { get; set; }

    /// <summary>Which days were looked at for what is to be forgotten.</summary>
    public List<(DateOnly From, DateOnly Until)> OldDays { get; } = [];

    public IReadOnlyList<Submission> Rows => [.. rows.Values];

    public IReadOnlyList<OpenMarker> Markers => [.. markers.Values];

    /// <summary>The days of all claims.</summary>
    public IReadOnlyList<DateOnly> ClaimDays => [.. claims.Keys.Select(key => key.Day)];

    /// <summary>What was asked of the table, of the calls that a post makes.</summary>
    public List<string> Calls { get; } = [];

    public Submission Single => Assert.Single(rows.Values);

    public Task<bool> TryAddAsync(
        Submission submission, IReadOnlyList<Claim> claimed, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Calls.Add("add");
            ThrowIfDown();
            var day = submission.Key.Day;
            if (rows.ContainsKey(submission.Key)
                || claimed.Any(claim => claims.GetValueOrDefault((day, claim.Key))?.Version != claim.Version))
            {
                return Task.FromResult(false);
            }

            rows[submission.Key] = submission with { Version = $"{++version}" };
            markers[submission.Key] = new OpenMarker(submission.Key, submission.ReceivedAt);
            foreach (var claim in claimed)
            {
                claims[(day, claim.Key)] = claim with { Version = $"{++version}" };
            }

            return LostAnswers-- > 0 ? throw Outage() : Task.FromResult(true);
        }
    }

    public Task<Claim?> FindClaimAsync(DateOnly day, string key, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Calls.Add("find claim");
            ThrowIfDown();
            return Task.FromResult(claims.GetValueOrDefault((day, key)));
        }
    }

    public Task RemoveClaimsAsync(DateOnly day, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            ThrowIfDown();
            foreach (var key in claims.Keys.Where(key => key.Day == day).ToList())
            {
                claims.Remove(key);
            }

            return Task.CompletedTask;
        }
    }

    public Task<Submission?> FindAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Calls.Add("find");
            ThrowIfDown();
            return Task.FromResult(rows.GetValueOrDefault(key));
        }
    }

    public Task<bool> TryUpdateAsync(Submission submission, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            ThrowIfDown();
            if (rows.GetValueOrDefault(submission.Key)?.Version != submission.Version)
            {
                return Task.FromResult(false);
            }

            rows[submission.Key] = submission with { Version = $"{++version}" };
            return Task.FromResult(true);
        }
    }

    public Task<bool> TryUpdateTextsAsync(Submission submission, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            ThrowIfDown();
            if (rows.GetValueOrDefault(submission.Key) is not { } row || row.Version != submission.Version)
            {
                return Task.FromResult(false);
            }

            rows[submission.Key] = row with
            {
                Name = submission.Name,
                Phone = submission.Phone,
                Message = submission.Message,
                Fields = submission.Fields,
                Source = submission.Source,
                Version = $"{++version}",
            };
            return Task.FromResult(true);
        }
    }

    public async IAsyncEnumerable<SubmissionOutline> FindOldAsync(
        DateOnly from, DateOnly until, string form, SubmissionState state,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        OldDays.Add((from, until));
        foreach (var row in Rows.Where(row =>
            row.Key.Day >= from && row.Key.Day <= until && row.Kind == form && row.State == state))
        {
            await Task.Yield();
            yield return new SubmissionOutline(row.Key, row.Email, row.Error, row.Version!);
        }
    }

    public Task<int> RemoveUnchangedAsync(
        IReadOnlyList<SubmissionOutline> submissions, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            ThrowIfDown();
            return Task.FromResult(submissions.Count(submission =>
                rows.GetValueOrDefault(submission.Key)?.Version == submission.Version && rows.Remove(submission.Key)));
        }
    }

    public async IAsyncEnumerable<Submission> FindByIdAsync(
        string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var submission in Rows.Where(row => row.Id == id))
        {
            await Task.Yield();
            yield return submission;
        }
    }

    public async IAsyncEnumerable<Submission> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var submission in Rows)
        {
            await Task.Yield();
            yield return submission;
        }
    }

    public Task RemoveAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            ThrowIfDown();
            markers.Remove(key);
            rows.Remove(key);
            return Task.CompletedTask;
        }
    }

    public async Task<bool> TryReopenAsync(
        Submission submission, DateTimeOffset openedAt, CancellationToken cancellationToken)
    {
        if (!await TryUpdateAsync(submission, cancellationToken))
        {
            return false;
        }

        markers[submission.Key] = new OpenMarker(submission.Key, openedAt);
        return true;
    }

    public Task HoldAsync(Submission submission, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            ThrowIfDown();
            markers[submission.Key] = new OpenMarker(submission.Key, submission.ReceivedAt, IsHeld: true, submission.Network);
            return Task.CompletedTask;
        }
    }

    public Task CloseAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            ThrowIfDown();
            markers.Remove(key);
            return Task.CompletedTask;
        }
    }

    public async IAsyncEnumerable<Submission> ReadDayAsync(
        DateOnly day, string form, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var row in Rows.Where(row => row.Key.Day == day && row.Kind == form))
        {
            await Task.Yield();
            yield return row;
        }
    }

    public async IAsyncEnumerable<SubmissionLine> ListDayAsync(
        DateOnly day, SubmissionState state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var row in Rows.Where(row => row.Key.Day == day && row.State == state))
        {
            await Task.Yield();
            yield return new SubmissionLine(row.Key, row.Kind, row.ReceivedAt, row.Error);
        }
    }

    public async IAsyncEnumerable<OpenMarker> FindOpenAsync(
        DateOnly day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var marker in Markers.Where(marker => marker.Key.Day == day))
        {
            await Task.Yield();
            yield return marker;
        }
    }

    private void ThrowIfDown()
    {
        if (IsDown)
        {
            throw Outage();
        }
    }

    private static StorageUnavailableException Outage() => new("down", new IOException());
}
