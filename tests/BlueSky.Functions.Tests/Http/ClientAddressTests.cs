using System.Net;
using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Http;

public sealed class ClientAddressTests
{
    [Fact]
    public void By_default_no_header_is_believed() =>
        Assert.Equal("192.0.2.1", Of(from: null, "X-Forwarded-For", "203.0.113.7"));

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("203.0.113.7:5067", "203.0.113.7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("[2001:db8::7]:5067", "2001:db8::7")]
    [InlineData("10.9.8.7, 203.0.113.7:5067", "203.0.113.7")]
    [InlineData("10.9.8.7,  2001:db8::7 ", "2001:db8::7")]
    public void The_last_proxys_word_counts_and_not_the_visitors(string header, string address) =>
        Assert.Equal(address, Of("client-ip", "Client-IP", header));

    [Fact]
    public void Front_Door_names_the_client_in_a_header_of_its_own() =>
        Assert.Equal("203.0.113.7", Of("x-azure-clientip", "X-Azure-ClientIP", "203.0.113.7"));

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("203.0.113.7, ")]
    public void Without_an_address_in_the_header_the_connection_counts(string header) =>
        Assert.Equal("192.0.2.1", Of("client-ip", "Client-IP", header));

    private static string? Of(string? from, string header, string value)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.1");
        context.Request.Headers[header] = value;
        return new ClientAddress(new LimitSettings(30, 0, 0, 0, 0, 0, from))
            .Of(context.Request)?.ToString();
    }
}
