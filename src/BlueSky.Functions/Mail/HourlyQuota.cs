using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// A quota for each hour by the clock, shared by all instances. An instance reserves blocks of at most a tenth of it in
/// the stored count, so that not every email writes the same row. The rest of a block is lost when the instance stops
/// or the hour ends.
/// </summary>
/// <param name="counter">The name of the count.</param>
/// <param name="perHour">0 for no limit.</param>
internal sealed class HourlyQuota(IQuotaStore store, string counter, int perHour, TimeProvider clock)
{
    private const int MaxBlock = 10;

    /// <summary>
    /// Each failed round means that another instance reserved a block; after this many, Sweep retries.
    /// </summary>
    private const int MaxRounds = 100;

    private readonly Lock gate = new();
    private DateTimeOffset blockHour;
    private int remaining;
    private Task<bool>? reservation;
    private WaitCheck? lastCheck;

    public int PerHour => perHour;

    /// <summary>The start of the current hour.</summary>
    public DateTimeOffset Hour
    {
        get
        {
            var now = clock.GetUtcNow();
            return new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        }
    }

    /// <returns>False when this hour's quota is used up.</returns>
    /// <exception cref="StorageUnavailableException">An outage, or the count kept changing.</exception>
    public async Task<bool> TryAcquireAsync()
    {
        while (perHour > 0)
        {
            Task<bool> reserved;
            lock (gate)
            {
                if (remaining > 0 && blockHour == Hour)
                {
                    remaining--;
                    return true;
                }

                // Concurrent callers wait for the same reservation.
                reserved = reservation ??= Task.Run(ReserveAsync);
            }

            if (!await reserved)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gives back one acquired unit that was not used.</summary>
    public void Release()
    {
        lock (gate)
        {
            remaining += blockHour == Hour ? 1 : 0;
        }
    }

    /// <summary>How many units this instance can still acquire in this hour.</summary>
    public async Task<int> RemainingAsync(CancellationToken cancellationToken)
    {
        if (perHour == 0)
        {
            return int.MaxValue;
        }

        var count = await CurrentAsync(cancellationToken);
        lock (gate)
        {
            return Math.Max(0, perHour - count.Taken) + (blockHour == Hour ? remaining : 0);
        }
    }

    /// <summary>True when an email was held in this hour or the one before. Reads the store once an hour.</summary>
    public async Task<bool> HasWaitedAsync(CancellationToken cancellationToken)
    {
        var hour = Hour;
        var check = lastCheck;
        if (check?.Hour != hour)
        {
            check = new WaitCheck(hour, (await CurrentAsync(cancellationToken)).WaitedIn >= hour.AddHours(-1));
            lastCheck = check;
        }

        return check.HasWaited;
    }

    /// <summary>Changes the count, with retries on version conflicts.</summary>
    /// <param name="change">Returns null for no change. Pure: runs again after a version conflict.</param>
    /// <returns>False when there was nothing to change.</returns>
    public async Task<bool> ChangeAsync(
        Func<QuotaCount, QuotaCount?> change, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (change(await CurrentAsync(cancellationToken)) is not { } changed)
            {
                return false;
            }

            if (await store.TrySaveAsync(changed, cancellationToken))
            {
                return true;
            }
        }

        throw new StorageUnavailableException("a count kept changing");
    }

    public async Task<QuotaCount> CurrentAsync(CancellationToken cancellationToken)
    {
        var hour = Hour;
        var stored = await store.FindAsync(counter, cancellationToken);
        return stored is null ? new QuotaCount(counter, hour, 0)
            : stored.Hour == hour ? stored
            : stored with { Hour = hour, Taken = 0 };
    }

    // Without a cancellation token: other callers wait for the same reservation.
    private async Task<bool> ReserveAsync()
    {
        try
        {
            var (hour, block) = (default(DateTimeOffset), 0);
            var isReserved = await ChangeAsync(
                count =>
                {
                    (hour, block) = (count.Hour, Math.Min(perHour - count.Taken, BlockSize));
                    return block <= 0 ? null : count with { Taken = count.Taken + block };
                },
                CancellationToken.None);
            if (isReserved)
            {
                lock (gate)
                {
                    (blockHour, remaining) = (hour, block + (blockHour == hour ? remaining : 0));
                }
            }

            return isReserved;
        }
        finally
        {
            lock (gate)
            {
                reservation = null;
            }
        }
    }

    private int BlockSize => Math.Clamp(perHour / 10, 1, MaxBlock);

    private sealed record WaitCheck(DateTimeOffset Hour, bool HasWaited);
}
