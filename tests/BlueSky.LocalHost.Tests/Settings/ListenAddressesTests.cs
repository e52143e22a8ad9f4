using BlueSky.LocalHost.Settings;

namespace BlueSky.LocalHost.Tests.Settings;

public sealed class ListenAddressesTests
{
    [Fact]
    public void Port_0_becomes_a_port_that_nobody_else_can_take()
    {
        using var first = ListenAddresses.Bind("http://127.0.0.1:0");

        Assert.NotEqual(0, first.Website.Port);
        var refusal = Assert.Throws<StartRefusedException>(() => ListenAddresses.Bind(first.Website.ToString()));
        Assert.Contains("has the port", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("http://forms.example:0")]
    [InlineData("http://127.0.0.1:0/path")]
    [InlineData("")]
    public void An_address_nobody_can_listen_on_is_refused(string urls) =>
        Assert.Contains(
            "is not an address LocalHost can listen on",
            Assert.Throws<StartRefusedException>(() => ListenAddresses.Bind(urls)).Message,
            StringComparison.Ordinal);
}
