using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Tests.Forms;

public sealed class ControlFieldsTests
{
    [Theory]
    [InlineData("_gotcha")]
    [InlineData("_honey")]
    [InlineData("botcheck")]
    [InlineData("bot-field")]
    [InlineData("_next")]
    [InlineData("_redirect")]
    [InlineData("redirect")]
    [InlineData("redirectTo")]
    [InlineData("RedirectTo")]
    [InlineData("_id")]
    [InlineData("_loadedAt")]
    [InlineData("cf-turnstile-response")]
    [InlineData("h-captcha-response")]
    [InlineData("g-recaptcha-response")]
    [InlineData("altcha")]
    [InlineData("_cc")]
    [InlineData("_bcc")]
    [InlineData("_to")]
    [InlineData("_from")]
    [InlineData("_subject")]
    [InlineData("_lang")]
    [InlineData("from_name")]
    [InlineData("webhook")]
    public void Control_fields_are_never_kept_and_alone_they_are_nothing(string name)
    {
        var alone = Entries.Of(Entries.Subscribe, (name, "x"));
        var withAddress = Entries.Of(Entries.Subscribe, (name, "x"), ("email", "ada@example.org"));

        Assert.True(alone.IsEmpty);
        Assert.Empty(alone.Others);
        Assert.False(withAddress.IsEmpty);
        Assert.Empty(withAddress.Others);
    }

    [Fact]
    public void A_post_without_any_field_is_empty() => Assert.True(Entries.Of(Entries.Subscribe).IsEmpty);

    [Theory]
    [InlineData("_anything")]
    [InlineData("_format")]
    [InlineData("_template")]
    public void A_field_that_only_looks_like_one_is_kept(string name) =>
        Assert.Equal([new PostedField(name, "x")], Entries.Of(Entries.Subscribe, (name, "x")).Others);

    [Theory]
    [InlineData("_gotcha", "x")]
    [InlineData("_GOTCHA", "x")]
    [InlineData("_honey", "1")]
    [InlineData("botcheck", "on")]
    [InlineData("bot-field", "true")]
    [InlineData("_gotcha", "no")]
    [InlineData("_gotcha", "00")]
    public void A_honeypot_with_something_in_it_is_filled(string name, string value) =>
        Assert.True(Entries.Of(Entries.Subscribe, (name, value)).Control.HoneypotFilled);

    [Theory]
    [InlineData("_gotcha", "")]
    [InlineData("_gotcha", "  ")]
    [InlineData("_honey", "false")]
    [InlineData("botcheck", "False")]
    [InlineData("botcheck", "FALSE")]
    [InlineData("bot-field", "off")]
    [InlineData("bot-field", "OFF")]
    [InlineData("_gotcha", "0")]
    [InlineData("gotcha", "x")]
    [InlineData("_subject", "x")]
    public void An_empty_or_unticked_honeypot_is_not_filled(string name, string value) =>
        Assert.False(Entries.Of(Entries.Subscribe, (name, value)).Control.HoneypotFilled);

    [Fact]
    public void One_filled_honeypot_among_empty_ones_counts() =>
        Assert.True(Entries.Of(Entries.Subscribe, ("_gotcha", ""), ("botcheck", "false"), ("_honey", "x"))
            .Control.HoneypotFilled);

    [Theory]
    [InlineData("_next")]
    [InlineData("_redirect")]
    [InlineData("redirect")]
    [InlineData("redirectTo")]
    public void The_wish_to_be_redirected_is_found_under_each_name(string name) =>
        Assert.Equal("/thanks", Entries.Of(Entries.Subscribe, ("_next", ""), (name, " /thanks ")).Control.RedirectTo);

    [Fact]
    public void The_field_id_is_the_idempotency_key_and_the_header_wins_over_it()
    {
        var posted = Entries.Posted(("_id", "from the field"));

        Assert.Equal("from the field", FormEntry.From(Entries.Subscribe, posted).Control.IdempotencyKey);
        Assert.Equal(
            "from the header", FormEntry.From(Entries.Subscribe, posted, "from the header").Control.IdempotencyKey);
        Assert.Null(Entries.Of(Entries.Subscribe, ("_id", "")).Control.IdempotencyKey);
    }
}
