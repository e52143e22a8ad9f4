using System.Net;
using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Tests.Http;

public sealed class ClientLimitTests
{
    [Fact]
    public void One_post_too_many_waits_a_minute_at_most()
    {
        using var limit = new ClientLimit(new LimitSettings(3, ConfirmMailsPerHour: 0));
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
        using var limit = new ClientLimit(new LimitSettings(1, ConfirmMailsPerHour: 0));

        Assert.Null(limit.Exceeded(IPAddress.Parse("192.0.2.1")));
        Assert.NotNull(limit.Exceeded(IPAddress.Parse("192.0.2.1")));
        Assert.Null(limit.Exceeded(IPAddress.Parse("192.0.2.2")));
    }

    [Fact]
    public void Zero_is_no_limit()
    {
        using var limit = new ClientLimit(new LimitSettings(0, ConfirmMailsPerHour: 0));

        for (var i = 0; i < 1_000; i++)
        {
            Assert.Null(limit.Exceeded(IPAddress.Loopback));
        }
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2:ffff::", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::")]
    [InlineData("fe80::1%3", "fe80::")]
    [InlineData("::1", "::")]
    public void A_client_is_counted_by_its_network(string address, string network) =>
        Assert.Equal(network, ClientLimit.NetworkOf(IPAddress.Parse(address)));

    [Fact]
    public void Clients_without_an_address_are_counted_together()
    {
        using var limit = new ClientLimit(new LimitSettings(1, ConfirmMailsPerHour: 0));

        Assert.Null(limit.Exceeded(null));
        Assert.NotNull(limit.Exceeded(null));
    }
}
