using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Http;

/// <summary>Posts per minute and client address, counted in this process: it costs no storage call.</summary>
internal sealed class ClientLimit(LimitSettings settings) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<IPAddress?> limiter = PartitionedRateLimiter.Create<IPAddress?, string>(
        address => settings.PostsPerMinute == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(NetworkOf(address), _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = settings.PostsPerMinute,
                Window = Window,
                SegmentsPerWindow = 6,
            }));

    /// <returns>Null when the post may go on; else how long to wait.</returns>
    public TimeSpan? Exceeded(IPAddress? client)
    {
        using var lease = limiter.AttemptAcquire(client);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait : Window;
    }

    public void Dispose() => limiter.Dispose();

    /// <summary>An IPv4 address, or the /64 that one IPv6 subscriber gets to choose addresses from.</summary>
    internal static string NetworkOf(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } =>
            new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]).ToString(),
        _ => address.ToString(),
    };
}
