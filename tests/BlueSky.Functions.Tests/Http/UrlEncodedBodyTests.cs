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
    [InlineData("n=Zo%EB", "Zoë")]
    [InlineData("n=%8010", "€10")]
    [InlineData("n=%C3", "Ã")]
    [InlineData("n=%FF", "ÿ")]
    [InlineData("n=%93hi%94", "“hi”")]
    public void A_value_that_is_not_utf8_is_read_as_windows_1252(string body, string value) =>
        Assert.Equal([new PostedField("n", value)], Parse(Encoding.ASCII.GetBytes(body)).Fields);

    [Fact]
    public void Each_value_is_decoded_by_itself() =>
        Assert.Equal(
            [new PostedField("é", "Zoë"), new PostedField("b", "Zoë")],
            Parse([.. "%E9=Zo"u8, 0xC3, 0xAB, .. "&b=Zo"u8, 0xEB]).Fields);

    private static PostedForm Parse(ReadOnlySpan<byte> body) => UrlEncodedBody.Parse(body);
}
