namespace BlueSky.Endurance;

/// <summary>Watches the work go on, has the app killed as it does, and says when nothing is left to be done.</summary>
internal sealed class Overseer(
    AppUnderTest app, Visitors visitors, StoredRows rows, int posts, EnduranceOptions options, TimeProvider clock,
    TextWriter output)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);

    // The last kill comes when a fifth of the work is left, so that what it broke can be seen to mend; or half of it,
    // so that one worker lives long enough to be seen to grow.
    private readonly double killingShare = options.Soak is null ? 0.8 : 0.5;
    private readonly TimeSpan printEvery = options.Soak is null ? TimeSpan.FromSeconds(5) : TimeSpan.FromMinutes(1);
    private readonly long started = clock.GetTimestamp();
    private int killed;
    private long printed;
    private long swept;

    private sealed record Look(int Answered, int Open);

    /// <returns>How many submissions are open yet: none, unless patience ended.</returns>
    public async Task<int> SettleAsync(
        Task posting, int kills, Func<Task> killAsync, CancellationToken cancellationToken)
    {
        var (last, changed, target) = (new Look(0, 0), clock.GetTimestamp(), killed + kills);
        while (true)
        {
            if (posting.IsFaulted)
                await posting;
            var look = new Look(visitors.Accepted.Count, await rows.CountOpenAsync(cancellationToken));
            Print(look);
            if (killed < target && Share(look) >= killingShare * (killed + 1) / target)
            {
                await killAsync();
                killed++;
            }
            else if (posting.IsCompleted && look.Open == 0 && killed == target)
            {
                return 0;
            }
            else if (look != last)
            {
                (last, changed) = (look, clock.GetTimestamp());
            }
            else if (clock.GetElapsedTime(changed) > options.Patience)
            {
                return Math.Max(1, look.Open);
            }
            else if (clock.GetElapsedTime(swept) > SweepEvery)
            {
                // Only while nothing moves: what moves needs no sweep, and a sweep is work too.
                swept = clock.GetTimestamp();
                await app.SweepAsync(cancellationToken);
            }

            await Task.Delay(LookEvery, clock, cancellationToken);
        }
    }

    // Half of the work is to accept, half is to settle.
    private double Share(Look look) => (look.Answered + Math.Max(0, look.Answered - look.Open)) / (2.0 * posts);

    private void Print(Look look)
    {
        if (printed != 0 && clock.GetElapsedTime(printed) < printEvery)
            return;
        printed = clock.GetTimestamp();
        output.WriteLine(
            $"{clock.GetElapsedTime(started).TotalSeconds,5:F0} s  answered {look.Answered} of {posts}, "
            + $"open {look.Open}, killed {killed} of {options.Kills}, client retries {visitors.Retries}");
    }
}
