using System.Text;
using System.Text.Json;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Tests.Forms;

public sealed class ExtraFieldsTests
{
    [Theory]
    [InlineData("Grüße, Zoë!")]
    [InlineData("مرحبا بالعالم")]
    [InlineData("שלום")]
    [InlineData("नमस्ते")]
    [InlineData("漢字とかな 한국어")]
    [InlineData("😀 👍🏽")]
    [InlineData("👩‍⚕️👨‍👩‍👧")]
    [InlineData("🏴󠁧󠁢󠁳󠁣󠁴󠁿")]
    [InlineData("𝔘𠜎")]
    [InlineData("e\u0301 \u00A0 \u200D \u200F \uFEFF")]
    [InlineData("\u2028 and \u2029")]
    [InlineData("private \uE000 unassigned \u0378 not a character \uFFFE")]
    [InlineData("<b>&amp; it's + `x` / #</b>")]
    public void Text_of_any_script_is_stored_as_it_is(string text) =>
        Assert.Equal($"{{\"{text}\":\"{text}\"}}", ExtraFields.ToJson([new PostedField(text, text)]));

    [Theory]
    [InlineData("say \"hi\"", """{"x":"say \"hi\""}""")]
    [InlineData("C:\\x", """{"x":"C:\\x"}""")]
    [InlineData("one\r\ntwo\nthree", """{"x":"one\r\ntwo\nthree"}""")]
    [InlineData("a\tb", """{"x":"a\tb"}""")]
    [InlineData("", """{"x":""}""")]
    public void What_json_demands_is_escaped_in_its_short_form(string text, string json) =>
        Assert.Equal(json, ExtraFields.ToJson([new PostedField("x", text)]));

    [Fact]
    public void Fields_keep_their_order()
    {
        PostedField[] fields = [new("b", "1"), new("a", "2"), new("c", "")];

        Assert.Equal("""{"b":"1","a":"2","c":""}""", ExtraFields.ToJson(fields));
        Assert.Equal(fields, ExtraFields.FromJson("""{"b":"1","a":"2","c":""}"""));
    }

    [Fact]
    public void No_fields_are_an_empty_object()
    {
        Assert.Equal("{}", ExtraFields.ToJson([]));
        Assert.Empty(ExtraFields.FromJson("{}"));
        Assert.Empty(ExtraFields.FromJson(null));
        Assert.Empty(ExtraFields.FromJson(""));
    }

    // What the rules refuse may still be stored, set aside for a person to look at.
    [Fact]
    public void Control_characters_come_back_as_they_were()
    {
        var all = string.Concat(Enumerable.Range(0, 0xA0).Select(code => (char)code));

        var json = ExtraFields.ToJson([new PostedField("x", all)]);

        Assert.Equal(all, JsonDocument.Parse(json).RootElement.GetProperty("x").GetString());
    }

    [Fact]
    public void Five_hundred_texts_come_back_as_they_were()
    {
        var numbers = new SeededNumbers(1815);

        for (var i = 0; i < 500; i++)
        {
            PostedField[] fields = [new($"a{AnyText(numbers)}", AnyText(numbers)), new($"b{i}", AnyText(numbers))];

            Assert.Equal(fields, ExtraFields.FromJson(ExtraFields.ToJson(fields)));
        }
    }

    private static string AnyText(SeededNumbers numbers)
    {
        var text = new StringBuilder();
        for (var length = numbers.Next(40); length > 0; length--)
        {
            var code = numbers.Next(4) switch
            {
                0 => numbers.Next(0x80),
                1 => numbers.Next(0x3000),
                _ => numbers.Next(0x110000),
            };
            text.Append(Rune.IsValid(code) ? new Rune(code).ToString() : "\"");
        }

        return text.ToString();
    }
}
