using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>The index of requests in memory.</summary>
internal sealed class FakeRequestIndex : FakeStorage, IRequestIndex
{
    private readonly Dictionary<SubmissionKey, RequestLine> lines = [];

    /// <summary>In the order in which they were received.</summary>
    public IReadOnlyList<RequestLine> Lines => Locked(() => Sorted(lines.Values).ToList());

    /// <summary>Runs before a request is put.</summary>
    public Func<Task> OnPut { get; set; } = () => Task.CompletedTask;

    public async Task PutAsync(RequestLine line, CancellationToken cancellationToken)
    {
        await OnPut();
        await CallAsync(
            () =>
            {
                var known = lines.GetValueOrDefault(line.Key);
                if (known is null || known.Handling.Changes <= line.Handling.Changes)
                {
                    var stays = known is not null && PlaceOf(known) == PlaceOf(line);
                    lines[line.Key] = line with { Viewings = stays ? known!.Viewings : [] };
                }

                return true;
            },
            cancellationToken);
    }

    public async Task PutAsync(IReadOnlyList<RequestLine> lines, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var line in lines)
        {
            await PutAsync(line, cancellationToken);
        }
    }

    public IAsyncEnumerable<RequestLine> ReadOpenAsync(CancellationToken cancellationToken) =>
        QueryAsync(() => Sorted(In(Place.Open)), cancellationToken);

    public Task<HeldBack> ReadHeldAsync(int newest, CancellationToken cancellationToken) => CallAsync(
        () =>
        {
            var held = In(Place.Held).OrderByDescending(line => line.ReceivedAt).ToList();
            return new HeldBack(held.Take(newest).ToList(), Math.Min(held.Count, 1_000), held.Count > 1_000);
        },
        cancellationToken);

    public Task<IReadOnlyList<SubmissionKey>> FindAsync(string id, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<SubmissionKey>>(
            () => lines.Values.Where(line => line.Key.Id == id)
                .OrderByDescending(line => PlaceOf(line) != Place.None).ThenByDescending(line => line.Key.Day)
                .Select(line => line.Key).ToList(),
            cancellationToken);

    public Task<IReadOnlyList<RequestViewing>> ViewAsync(
        SubmissionKey request, RequestViewing viewing, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<RequestViewing>>(
            () =>
            {
                if (lines.GetValueOrDefault(request) is not { } line || PlaceOf(line) == Place.None)
                {
                    return [];
                }

                lines[request] = line with
                {
                    Viewings = [.. line.Viewings.Where(each => each.By != viewing.By), viewing],
                };
                return line.Viewings;
            },
            cancellationToken);

    public Task RemoveAsync(SubmissionKey request, CancellationToken cancellationToken) =>
        CallAsync(() => lines.Remove(request), cancellationToken);

    private static IEnumerable<RequestLine> Sorted(IEnumerable<RequestLine> lines) =>
        lines.OrderBy(line => line.ReceivedAt).ThenBy(line => line.Key.Id, StringComparer.Ordinal);

    private IEnumerable<RequestLine> In(Place place) => lines.Values.Where(line => PlaceOf(line) == place);

    private static Place PlaceOf(RequestLine line) =>
        line.IsHeldBack ? Place.Held : line.Handling.IsDone ? Place.None : Place.Open;

    private enum Place
    {
        None,
        Open,
        Held,
    }
}
