using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;

namespace BlueSky.Functions.Tests.Http;

public sealed class UrlEncodedBodyTests
{
    [Theory]
    [InlineData("a=1", "a", "1")]
    [InlineData("a=", "a", "")]
    [InlineData("a", "a", "")]
    [InlineData("=1", "", "1")]
    [InlineData("a=b=c", "a", "b=c")]
    [InlineData("a=one+two%20three", "a", "one two three")]
    [InlineData("a=1%2B1%3D2%26", "a", "1+1=2&")]
    [InlineData("Full+Name=Ada", "Full Name", "Ada")]
    [InlineData("a%5B%5D=1", "a[]", "1")]
    [InlineData("n=Zo%C3%AB", "n", "Zoë")]
    [InlineData("n=Zo%c3%ab", "n", "Zoë")]
    [InlineData("n=Zoë", "n", "Zoë")]
    [InlineData("n=%F0%9F%98%80", "n", "😀")]
    [InlineData("n=%0D%0A", "n", "\r\n")]
    [InlineData("n=%00", "n", "\0")]
    [InlineData("n=100%", "n", "100%")]
    [InlineData("n=100%2", "n", "100%2")]
    [InlineData("n=%zz%4", "n", "%zz%4")]
    [InlineData("n=%+1%-1%%41", "n", "% 1%-1%A")]
    [InlineData("n=a;b", "n", "a;b")]
    public void A_field_is_read_as_browsers_read_it(string body, string name, string value) =>
        Assert.Equal([new PostedField(name, value)], Parse(Encoding.UTF8.GetBytes(body)).Fields);

    [Fact]
    public void Fields_keep_their_order_and_repeats()
    {
        var form = Parse("b=1&a=2&&b=3&"u8);

        Assert.Equal([new PostedField("b", "1"), new PostedField("a", "2"), new PostedField("b", "3")], form.Fields);
        Assert.Null(form.FileField);
    }

    [Fact]
    public void An_empty_body_has_no_fields()
    {
        Assert.Empty(Parse([]).Fields);
        Assert.Empty(Parse("&&"u8).Fields);
    }

    [Theory]
    [InlineData("n=%FF")]
    [InlineData("n=%C3")]
    [InlineData("n=%C3+%AB")]
    [InlineData("n=%ED%A0%80")]
    [InlineData("n=%C0%80")]
    [InlineData("%FF=n")]
    [InlineData("a=1&%E9=2")]
    public void What_is_not_utf8_is_malformed(string body) =>
        Assert.Equal("The body is not valid UTF-8.", Problem(Encoding.ASCII.GetBytes(body)));

    [Fact]
    public void Bytes_that_are_not_utf8_are_malformed() =>
        Assert.Equal("The body is not valid UTF-8.", Problem([.. "n=Zo"u8, 0xEB]));

    private static string Problem(byte[] body) =>
        Assert.Throws<MalformedBodyException>(() => UrlEncodedBody.Parse(body)).Message;

    private static PostedForm Parse(ReadOnlySpan<byte> body) => UrlEncodedBody.Parse(body);
}
