using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// So many of something in each hour by the clock, from all instances together. Taken from the stored count in blocks
/// of at most a tenth of it, so that not every mail writes the same row; what an instance has left of its block when
/// it stops, or when the hour ends, goes out of no other.
/// </summary>
/// <param name="counter">The name of the count.</param>
/// <param name="perHour">0 for no limit.</param>
internal sealed class HourlyQuota(IQuotaStore store, string counter, int perHour, TimeProvider clock)
{
    private const int MaxBlock = 10;

    /// <summary>Each round means that another instance took its block; after so many, Sweep tries again.</summary>
    private const int MaxRounds = 100;

    private readonly Lock gate = new();
    private DateTimeOffset blockOf;
    private int left;
    private Task<bool>? reservation;
    private LastLook? lastLook;

    public int PerHour => perHour;

    /// <summary>The beginning of this hour.</summary>
    public DateTimeOffset Hour
    {
        get
        {
            var now = clock.GetUtcNow();
            return new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        }
    }

    /// <returns>False when the hour's are used up.</returns>
    /// <exception cref="StorageUnavailableException">An outage, or the count kept changing.</exception>
    public async Task<bool> TryAcquireAsync()
    {
        while (perHour > 0)
        {
            Task<bool> reserved;
            lock (gate)
            {
                if (left > 0 && blockOf == Hour)
                {
                    left--;
                    return true;
                }

                // Whoever comes meanwhile waits for the same one.
                reserved = reservation ??= Task.Run(ReserveAsync);
            }

            if (!await reserved)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gives back what was taken and not used.</summary>
    public void Release()
    {
        lock (gate)
        {
            left += blockOf == Hour ? 1 : 0;
        }
    }

    /// <summary>How many more there are in this hour, as far as this instance can have them.</summary>
    public async Task<int> RemainingAsync(CancellationToken cancellationToken)
    {
        if (perHour == 0)
        {
            return int.MaxValue;
        }

        var count = await CurrentAsync(cancellationToken);
        lock (gate)
        {
            return Math.Max(0, perHour - count.Taken) + (blockOf == Hour ? left : 0);
        }
    }

    /// <summary>Something had to wait in this hour or the one before; looked up once an hour.</summary>
    public async Task<bool> HasWaitedAsync(CancellationToken cancellationToken)
    {
        var hour = Hour;
        var look = lastLook;
        if (look?.Hour != hour)
        {
            look = new LastLook(hour, (await CurrentAsync(cancellationToken)).WaitedIn >= hour.AddHours(-1));
            lastLook = look;
        }

        return look.HasWaited;
    }

    /// <summary>Changes the count, whoever else does at the same time.</summary>
    /// <param name="change">Null when there is nothing to change.</param>
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

    // Not cancelled by whoever asked first: others wait for it.
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
                    (blockOf, left) = (hour, block + (blockOf == hour ? left : 0));
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

    private sealed record LastLook(DateTimeOffset Hour, bool HasWaited);
}
