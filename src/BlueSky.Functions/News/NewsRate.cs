using BlueSky.Functions.Mail;

namespace BlueSky.Functions.News;

/// <summary>
/// Limits the emails with news to a number in each minute by the clock, for all instances together. An instance
/// reserves blocks in the stored count, so that not every email writes the same row.
/// </summary>
internal sealed class NewsRate(IQuotaStore store, NewsSettings settings, TimeProvider clock) : IDisposable
{
    private const string Counter = "news";
    private const int MaxBlock = 20;

    private readonly SemaphoreSlim gate = new(1);
    private DateTimeOffset blockMinute;
    private int remaining;

    /// <summary>How long it is until the next minute.</summary>
    public TimeSpan UntilNextMinute => Minute.AddMinutes(1) - clock.GetUtcNow();

    private DateTimeOffset Minute
    {
        get
        {
            var now = clock.GetUtcNow();
            return new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        }
    }

    /// <returns>False when this minute's emails are used up.</returns>
    public async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        if (settings.MailsPerMinute == 0)
        {
            return true;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (blockMinute != Minute || remaining == 0)
            {
                await ReserveAsync(cancellationToken);
            }

            return remaining > 0 && --remaining >= 0;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task ReserveAsync(CancellationToken cancellationToken)
    {
        remaining = 0;
        bool isSaved;
        do
        {
            var minute = Minute;
            var count = await store.FindAsync(Counter, cancellationToken) ?? new QuotaCount(Counter, minute, 0);
            var taken = count.Hour == minute ? count.Taken : 0;
            var block = Math.Min(settings.MailsPerMinute - taken, MaxBlock);
            if (block <= 0)
            {
                return;
            }

            isSaved = await store.TrySaveAsync(
                count with { Hour = minute, Taken = taken + block }, cancellationToken);
            (blockMinute, remaining) = isSaved ? (minute, block) : (default, 0);
        }
        while (!isSaved);
    }
}
