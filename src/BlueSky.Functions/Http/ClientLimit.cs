using System.Threading.RateLimiting;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Http;

/// <summary>Posts per minute and network, counted in this process: it costs no storage call.</summary>
internal sealed class ClientLimit(LimitSettings settings) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(
        network => settings.PostsPerMinute == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(network, _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = settings.PostsPerMinute,
                Window = Window,
                SegmentsPerWindow = 6,
            }));

    /// <returns>Null when the post may go on; else how long to wait.</returns>
    public TimeSpan? Exceeded(string network)
    {
        using var lease = limiter.AttemptAcquire(network);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait : Window;
    }

    public void Dispose() => limiter.Dispose();
}
