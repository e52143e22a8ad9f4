using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;

namespace BlueSky.Functions.Tests.Http;

public sealed class JsonBodyTests
{
    private const string NotJson = "The body is not valid JSON.";
    private const string NotFlat =
        "The body must be one flat JSON object; its values strings, numbers, booleans, or arrays of these.";

    [Theory]
    [InlineData("""{"a":"b"}""", "b")]
    [InlineData("""{"a":""}""", "")]
    [InlineData("""{"a":null}""", "")]
    [InlineData("""{"a":true}""", "true")]
    [InlineData("""{"a":false}""", "false")]
    [InlineData("""{"a":0}""", "0")]
    [InlineData("""{"a":5053360217}""", "5053360217")]
    [InlineData("""{"a":12345678901234567890123}""", "12345678901234567890123")]
    [InlineData("""{"a":1.50}""", "1.50")]
    [InlineData("""{"a":-1e5}""", "-1e5")]
    [InlineData("""{"a":"Zo\u00eb \ud83d\ude00"}""", "Zoë 😀")]
    [InlineData("""{"a":"Zoë 😀"}""", "Zoë 😀")]
    [InlineData("""{"a":"1\r\n2\t\u0000"}""", "1\r\n2\t\0")]
    [InlineData(""" { "a" : "b" } """, "b")]
    [InlineData("""{"a":"\"\\\/\b\f\n\r\t"}""", "\"\\/\b\f\n\r\t")]
    [InlineData("""{"a":"\\ud83d"}""", "\\ud83d")]
    [InlineData("""{"a":"cut \ud83d"}""", "cut \uFFFD")]
    [InlineData("""{"a":"\ude00\ud83d"}""", "\uFFFD\uFFFD")]
    public void A_value_is_text(string body, string value) =>
        Assert.Equal([new PostedField("a", value)], Parse(body).Fields);

    [Fact]
    public void Fields_keep_their_order_and_repeats() =>
        Assert.Equal(
            [new PostedField("b", "1"), new PostedField("a", "2"), new PostedField("b", "3")],
            Parse("""{"b":"1","a":"2","b":"3"}""").Fields);

    [Fact]
    public void An_array_is_one_field_per_value() =>
        Assert.Equal(
            ["a x", "a 1", "a true", "a "],
            Parse("""{"a":["x",1,true,null],"b":[]}""").Fields.Select(field => $"{field.Name} {field.Value}"));

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    [InlineData("{}")]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFF{}")]
    public void An_empty_body_has_no_fields(string body) => Assert.Empty(Parse(body).Fields);

    [Fact]
    public void A_byte_order_mark_is_skipped() =>
        Assert.Equal([new PostedField("a", "b")], Parse("\uFEFF{\"a\":\"b\"}").Fields);

    [Theory]
    [InlineData("[]")]
    [InlineData("\"a\"")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("""{"a":{}}""")]
    [InlineData("""{"a":{"b":"c"}}""")]
    [InlineData("""{"a":[["b"]]}""")]
    [InlineData("""{"a":[{"b":"c"}]}""")]
    public void What_is_not_flat_is_malformed(string body) =>
        Assert.Equal(NotFlat, Problem(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("{")]
    [InlineData("""{"a":"b" """)]
    [InlineData("""{"a":"b",}""")]
    [InlineData("""{"a":"b"} x""")]
    [InlineData("""{"a":"b"}{}""")]
    [InlineData("""{'a':'b'}""")]
    [InlineData("""{a:1}""")]
    [InlineData("""{"a":01}""")]
    [InlineData("""{"a":NaN}""")]
    [InlineData("""{"a":"\x"}""")]
    [InlineData("""{"a":"b"} // comment""")]
    [InlineData("""{"a":[[[[[[[[[[[[1]]]]]]]]]]]]}""")]
    [InlineData("a=b")]
    public void What_is_not_json_is_malformed(string body) =>
        Assert.Equal(NotJson, Problem(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Text_that_is_not_utf8_is_read_as_windows_1252_each_by_itself()
    {
        byte[] body = [.. "{\"Zo"u8, 0xEB, .. "\":\"a\\n"u8, 0xEB, .. "\",\"b\":\"Zo"u8, 0xC3, 0xAB, .. "\"}"u8];

        Assert.Equal([new PostedField("Zoë", "a\në"), new PostedField("b", "Zoë")], JsonBody.Parse(body).Fields);
    }

    [Fact]
    public void Another_encoding_than_these_is_malformed() =>
        Assert.Equal(NotJson, Problem(Encoding.Unicode.GetBytes("""{"a":"b"}""")));

    private static string Problem(byte[] body) =>
        Assert.Throws<MalformedBodyException>(() => JsonBody.Parse(body)).Message;

    private static PostedForm Parse(string body) => JsonBody.Parse(Encoding.UTF8.GetBytes(body));
}
