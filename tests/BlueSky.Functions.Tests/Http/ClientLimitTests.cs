using System.Net;
using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlueSky.Functions.Tests.Http;

public sealed class ClientLimitTests
{
    [Fact]
    public void One_post_too_many_waits_a_minute_at_most()
    {
        using var limit = LimitOf(3);
        var client = IPAddress.Parse("192.0.2.1");

        Assert.Null(limit.Exceeded(client));
        Assert.Null(limit.Exceeded(client));
        Assert.Null(limit.Exceeded(client));
        var wait = limit.Exceeded(client);

        Assert.NotNull(wait);
        Assert.InRange(wait.Value, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Another_address_is_not_held_back()
    {
        using var limit = LimitOf(1);

        Assert.Null(limit.Exceeded(IPAddress.Parse("192.0.2.1")));
        Assert.NotNull(limit.Exceeded(IPAddress.Parse("192.0.2.1")));
        Assert.Null(limit.Exceeded(IPAddress.Parse("192.0.2.2")));
    }

    [Fact]
    public void Zero_is_no_limit()
    {
        using var limit = LimitOf(0);

        for (var i = 0; i < 1_000; i++)
        {
            Assert.Null(limit.Exceeded(IPAddress.Loopback));
        }
    }

    private static ClientLimit LimitOf(int perMinute) => new(
        new LimitSettings(perMinute, 0, 0, 0, 0, 0), new LogLimit(TimeProvider.System),
        NullLogger<ClientLimit>.Instance);
}
