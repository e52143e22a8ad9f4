using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>Submissions in memory, with versions as the table has them.</summary>
internal sealed partial class FakeSubmissionStore : FakeStorage, ISubmissionStore, IRequestStore
{
    private readonly Dictionary<SubmissionKey, Submission> rows = [];
    private readonly Dictionary<SubmissionKey, OpenMarker> markers = [];
    private readonly Dictionary<(DateOnly Day, string Key), Claim> claims = [];

    /// <summary>What happens elsewhere before a submission is added.</summary>
    public Func<Task> OnAdd { get; set; } = () => Task.CompletedTask;

    /// <summary>The next so many adds are stored, and reported as failed: an answer that got lost.</summary>
    public int LostAnswers { get; set; }

    /// <summary>Which days were looked at for what is to be forgotten.</summary>
    public List<(DateOnly From, DateOnly Until)> OldDays { get; } = [];

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<Submission> Rows => [.. rows.Values];

    public IReadOnlyList<OpenMarker> Markers => [.. markers.Values];

    /// <summary>The days of all claims.</summary>
    public IReadOnlyList<DateOnly> ClaimDays => [.. claims.Keys.Select(key => key.Day)];

    /// <summary>What was asked of the table, of the calls that a post makes.</summary>
    public List<string> Calls { get; } = [];

    public Submission Single => Assert.Single(rows.Values);

    public async Task<bool> TryAddAsync(
        Submission submission, IReadOnlyList<Claim> claimed, CancellationToken cancellationToken)
    {
        Calls.Add("add");
        await OnAdd();
        return await CallAsync(
            () =>
            {
                var day = submission.Key.Day;
                if (rows.ContainsKey(submission.Key) || markers.ContainsKey(submission.Key)
                    || claimed.Any(claim => claims.GetValueOrDefault((day, claim.Key))?.Version != claim.Version))
                {
                    return false;
                }

                Put(submission);
                markers[submission.Key] = new OpenMarker(submission.Key, submission.ReceivedAt);
                foreach (var claim in claimed)
                {
                    claims[(day, claim.Key)] = claim with { Version = NextVersion() };
                }

                return LostAnswers-- > 0 ? throw Outage() : true;
            },
            cancellationToken);
    }

    public Task<Claim?> FindClaimAsync(DateOnly day, string key, CancellationToken cancellationToken)
    {
        Calls.Add("find claim");
        return CallAsync(() => claims.GetValueOrDefault((day, key)), cancellationToken);
    }

    public Task RemoveClaimsAsync(DateOnly day, CancellationToken cancellationToken) =>
        CallAsync(() => claims.Keys.Where(key => key.Day == day).ToList().Count(claims.Remove), cancellationToken);

    public Task<Submission?> FindAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        Calls.Add("find");
        return CallAsync(() => rows.GetValueOrDefault(key), cancellationToken);
    }

    public IAsyncEnumerable<Submission> FindByIdAsync(string id, CancellationToken cancellationToken) =>
        QueryAsync(() => Where(row => row.Id == id), cancellationToken);

    public IAsyncEnumerable<Submission> ReadDayAsync(
        DateOnly day, string form, CancellationToken cancellationToken) =>
        QueryAsync(() => Where(row => row.Key.Day == day && row.Kind == form), cancellationToken);

    public IAsyncEnumerable<SubmissionLine> ListDayAsync(
        DateOnly day, SubmissionState state, CancellationToken cancellationToken) =>
        QueryAsync(
            () => Where(row => row.Key.Day == day && row.State == state)
                .Select(row => new SubmissionLine(row.Key, row.Kind, row.ReceivedAt, row.Error)),
            cancellationToken);

    public IAsyncEnumerable<Submission> ReadAllAsync(CancellationToken cancellationToken) =>
        QueryAsync(() => Where(_ => true), cancellationToken);

    public Task<bool> TryUpdateAsync(Submission submission, CancellationToken cancellationToken) =>
        CallAsync(() => TryWrite(submission, row => Changed(row, submission)), cancellationToken);

    public Task<bool> TryUpdateTextsAsync(Submission submission, CancellationToken cancellationToken) =>
        CallAsync(
            () => TryWrite(submission, row => row with
            {
                Name = submission.Name ?? row.Name,
                Phone = submission.Phone ?? row.Phone,
                Message = submission.Message ?? row.Message,
                Fields = submission.Fields,
                Source = submission.Source ?? row.Source,
                Handling = row.Handling with { Changes = submission.Handling.Changes },
            }),
            cancellationToken);

    public Task<bool> TryReopenAsync(
        Submission submission, DateTimeOffset openedAt, CancellationToken cancellationToken) =>
        CallAsync(
            () =>
            {
                if (!TryWrite(submission, row => Changed(row, submission)))
                {
                    return false;
                }

                markers[submission.Key] = new OpenMarker(submission.Key, openedAt);
                return true;
            },
            cancellationToken);

    public Task<bool> TryFinishAsync(Submission submission, CancellationToken cancellationToken) => CallAsync(
        () => markers.ContainsKey(submission.Key) && TryWrite(submission, row => Changed(row, submission))
            && markers.Remove(submission.Key),
        cancellationToken);

    public Task HoldAsync(Submission submission, CancellationToken cancellationToken) =>
        CallAsync(
            () => markers[submission.Key] = new OpenMarker(
                submission.Key, submission.ReceivedAt, IsHeld: true, submission.Network),
            cancellationToken);

    public Task CloseAsync(SubmissionKey key, CancellationToken cancellationToken) =>
        CallAsync(() => markers.Remove(key), cancellationToken);

    public Task RemoveAsync(SubmissionKey key, CancellationToken cancellationToken) =>
        CallAsync(() => markers.Remove(key) | rows.Remove(key) | history.Remove(key), cancellationToken);

    public IAsyncEnumerable<SubmissionOutline> FindOldAsync(
        DateOnly from, DateOnly until, string form, SubmissionState state, CancellationToken cancellationToken)
    {
        OldDays.Add((from, until));
        return QueryAsync(
            () => Where(row => row.Key.Day >= from && row.Key.Day <= until && row.Kind == form && row.State == state)
                .Select(row => new SubmissionOutline(row.Key, row.Email, row.Error, row.Version!)),
            cancellationToken);
    }

    public Task<int> RemoveUnchangedAsync(
        IReadOnlyList<SubmissionOutline> submissions, CancellationToken cancellationToken) =>
        CallAsync(
            () => submissions.Count(submission => rows.GetValueOrDefault(submission.Key)?.Version == submission.Version
                && rows.Remove(submission.Key)),
            cancellationToken);

    public IAsyncEnumerable<OpenMarker> FindOpenAsync(DateOnly day, CancellationToken cancellationToken) =>
        QueryAsync(
            () => markers.Values.Where(marker => marker.Key.Day == day)
                .OrderBy(marker => marker.Key.Id, StringComparer.Ordinal),
            cancellationToken);

    /// <summary>Writes a row behind the app's back.</summary>
    public void Put(Submission submission) => rows[submission.Key] = submission with { Version = NextVersion() };

    private IEnumerable<Submission> Where(Func<Submission, bool> isWanted) =>
        rows.Values.Where(isWanted).OrderBy(row => row.Key.Day).ThenBy(row => row.Id, StringComparer.Ordinal);

    private static Submission Changed(Submission row, Submission to) =>
        row with
        {
            State = to.State,
            Attempts = to.Attempts,
            Error = to.Error,
            Handling = row.Handling with { Changes = to.Handling.Changes },
        };

    private bool TryWrite(Submission submission, Func<Submission, Submission> change)
    {
        if (rows.GetValueOrDefault(submission.Key) is not { } row || row.Version != submission.Version)
        {
            return false;
        }

        Put(change(row));
        return true;
    }
}
