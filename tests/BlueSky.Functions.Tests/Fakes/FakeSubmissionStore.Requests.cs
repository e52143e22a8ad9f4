using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>The requests among the submissions, and their history.</summary>
internal sealed partial class FakeSubmissionStore
{
    private readonly Dictionary<SubmissionKey, SortedDictionary<string, RequestEvent>> history = [];

    /// <summary>The next so many changes are stored, and reported as conflicts: the SDK repeats a lost one.</summary>
    public int RepeatedChanges { get; set; }

    public Task<bool> TryChangeAsync(
        Submission changed, IReadOnlyList<RequestEvent> events, DateTimeOffset openedAt,
        CancellationToken cancellationToken) => CallAsync(
            () =>
            {
                if (!TryWrite(changed, _ => changed))
                {
                    return false;
                }

                markers[changed.Key] = new OpenMarker(changed.Key, openedAt);
                foreach (var entry in events)
                {
                    HistoryOf(changed.Key)[entry.Id] = entry;
                }

                return RepeatedChanges-- <= 0;
            },
            cancellationToken);

    public Task AddAsync(SubmissionKey request, RequestEvent entry, CancellationToken cancellationToken) =>
        CallAsync(() => HistoryOf(request)[entry.Id] = entry, cancellationToken);

    public IAsyncEnumerable<RequestEvent> ReadHistoryAsync(
        SubmissionKey request, CancellationToken cancellationToken) =>
        QueryAsync(() => HistoryOf(request).Values, cancellationToken);

    public IAsyncEnumerable<Submission> ReadAsync(
        DateOnly from, DateOnly until, IReadOnlyList<string> kinds, HandlingState? state,
        CancellationToken cancellationToken) =>
        QueryAsync(
            () => Where(row => row.Key.Day >= from && row.Key.Day <= until && kinds.Contains(row.Kind)
                && (state is null || row.Handling.State == state)),
            cancellationToken);

    public IAsyncEnumerable<SubmissionKey> FindHandledAsync(
        HandlingState state, DateTimeOffset before, CancellationToken cancellationToken) =>
        QueryAsync(
            () => Where(row => row.Handling.State == state && row.Handling.At < before).Select(row => row.Key),
            cancellationToken);

    private SortedDictionary<string, RequestEvent> HistoryOf(SubmissionKey request)
    {
        if (!history.TryGetValue(request, out var entries))
        {
            history[request] = entries = new(StringComparer.Ordinal);
        }

        return entries;
    }
}
