using BlueSky.Functions.Requests;

namespace BlueSky.Functions.Digests;

/// <summary>How many requests wait for staff, and since when.</summary>
/// <param name="HeldBack">At most 1,000.</param>
/// <param name="IsMoreHeldBack">There are more than <paramref name="HeldBack"/>.</param>
/// <param name="Oldest">When the oldest open request was received; null when none is open.</param>
/// <param name="OldestPromise">By when it was promised an answer.</param>
internal sealed record WaitingRequests(
    int Late, int New, int Tried, int HeldBack, bool IsMoreHeldBack = false, DateTimeOffset? Oldest = null,
    DateTimeOffset? OldestPromise = null)
{
    public bool IsEmpty => Late + New + Tried + HeldBack == 0;

    public static async Task<WaitingRequests> CountAsync(
        IRequestIndex requests, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var groups = new int[Enum.GetValues<RequestGroup>().Length];
        RequestLine? oldest = null;
        await foreach (var line in requests.ReadOpenAsync(cancellationToken))
        {
            oldest ??= line;
            groups[(int)line.GroupAt(now)]++;
        }

        var held = await requests.ReadHeldAsync(newest: 1, cancellationToken);
        return new WaitingRequests(
            groups[(int)RequestGroup.Late], groups[(int)RequestGroup.New], groups[(int)RequestGroup.Tried],
            held.Count, held.IsMore, oldest?.ReceivedAt, oldest?.PromisedBy);
    }
}
