using System.Net;
using BlueSky.Functions.Http;

namespace BlueSky.Functions.Tests.Http;

public sealed class PublicAddressesTests
{
    [Theory]
    [InlineData("93.184.215.14", true)]
    [InlineData("2606:2800:21f:cb07:6820:80da:af6b:8b2c", true)]
    [InlineData("::ffff:93.184.215.14", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    public void Only_addresses_of_the_public_internet_are_connected_to(string address, bool expected) =>
        Assert.Equal(expected, PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task A_page_of_this_machine_is_not_opened()
    {
        using var handler = PublicAddresses.NewHandler();
        using var web = new Web(handler, TimeSpan.FromSeconds(5));

        Assert.Equal(
            "cannot be reached: nothing accepts the connection",
            await web.FindProblemAsync(new Uri("http://localhost:80/"), mayRefuse: false, default));
    }
}
