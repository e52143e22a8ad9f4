using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Tests.Http;

public sealed class ClientLimitTests
{
    [Fact]
    public void One_post_too_many_waits_a_minute_at_most()
    {
        using var limit = new ClientLimit(new LimitSettings(3, ConfirmMailsPerHour: 0));
        const string client = "192.0.2.1";

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

        Assert.Null(limit.Exceeded("192.0.2.1"));
        Assert.NotNull(limit.Exceeded("192.0.2.1"));
        Assert.Null(limit.Exceeded("192.0.2.2"));
    }

    [Fact]
    public void Zero_is_no_limit()
    {
        using var limit = new ClientLimit(new LimitSettings(0, ConfirmMailsPerHour: 0));

        for (var i = 0; i < 1_000; i++)
        {
            Assert.Null(limit.Exceeded("127.0.0.1"));
        }
    }
}
