using System.Net;
using System.Threading.RateLimiting;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Http;

/// <summary>Limits posts per minute and network. Counts in this process, without storage calls.</summary>
internal sealed partial class ClientLimit(LimitSettings settings, LogLimit logLimit, ILogger<ClientLimit> logger)
    : IDisposable
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
    /// <returns>Null when the post is allowed; otherwise the time to wait.</returns>
    public TimeSpan? Exceeded(IPAddress? client)
    {
        var wait = Exceeded(ClientNetwork.Of(client));
        if (wait is not null && ClientNetwork.IsInternal(client) && logLimit.Allows())
        {
            LogSharedNetwork();
        }

        return wait;
    }

    /// <param name="network">The network that the post is counted for.</param>
    /// <returns>Null when the post is allowed; otherwise the time to wait.</returns>
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
