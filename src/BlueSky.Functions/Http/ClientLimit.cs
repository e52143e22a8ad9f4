using System.Net;
using System.Threading.RateLimiting;
using BlueSky.Functions.Settings;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Http;

/// <summary>Posts per minute and network, counted in this process: it costs no storage call.</summary>
internal sealed partial class ClientLimit(LimitSettings settings, ILogger<ClientLimit> logger) : IDisposable
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

    /// <param name="client">See <see cref="ClientAddress"/>.</param>
    /// <returns>Null when the post may go on; else how long to wait.</returns>
    public TimeSpan? Exceeded(IPAddress? client)
    {
        var wait = Exceeded(ClientNetwork.Of(client));
        if (wait is not null && ClientNetwork.IsInternal(client))
        {
            LogSharedNetwork();
        }

        return wait;
    }

    /// <param name="network">What the post is counted by.</param>
    /// <returns>Null when the post may go on; else how long to wait.</returns>
    public TimeSpan? Exceeded(string network)
    {
        using var lease = limiter.AttemptAcquire(network);
        if (lease.IsAcquired)
        {
            return null;
        }

        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait : Window;
    }

    public void Dispose() => limiter.Dispose();

    [LoggerMessage(
        LogLevel.Warning,
        "Posts are counted by an address that all visitors may share: see Limits:ClientAddressFrom")]
    private partial void LogSharedNetwork();
}
