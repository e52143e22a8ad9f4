namespace BlueSky.Content.Tests.Mails;

/// <summary>What emails to visitors say, and where they lead.</summary>
public sealed class VisitorMailTests
{
    [Fact]
    public async Task An_acknowledgement_says_nothing_of_what_the_clinic_treats()
    {
        var mail = await MailSamples.RenderAsync("consultation-received");
        var words = (mail.Subject + mail.Text + mail.Html).Replace("Blue Sky Ketamine", "", StringComparison.Ordinal);

        Assert.DoesNotContain("ketamine", words, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("pain", words, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("treat", words, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("condition", words, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("consultation-received", "calls you, or writes to you", true)]
    [InlineData("consultation-received-by-email-alone", "A person from our team writes to you.", false)]
    public async Task A_visitor_is_told_how_the_clinic_gets_in_touch(string name, string words, bool namesNumber)
    {
        var html = (await MailSamples.RenderAsync(name)).Html;

        Assert.Contains(words, html, StringComparison.Ordinal);
        Assert.Equal(namesNumber, html.Contains("505-336-0218", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_late_acknowledgement_promises_no_time() => Assert.Contains(
        "Thank you for reaching out. We will contact you.\n",
        (await MailSamples.RenderAsync("consultation-received-late")).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("consultation-received", "Call or text 988.")]
    [InlineData("consultation-received.es", "Llame al 988 y oprima 2, o\nenvíe AYUDA al 988.")]
    public async Task Help_in_an_emergency_is_one_tap_away(string name, string words)
    {
        var mail = await MailSamples.RenderAsync(name);
        var alert = Rendering.Parse(mail.Html).QuerySelector(".alert")!;

        Assert.Contains(words, mail.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["tel:911", "tel:988"],
            alert.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).Distinct());
    }

    [Fact]
    public async Task A_confirmation_mail_leads_nowhere_but_to_its_two_answers()
    {
        var document = Rendering.Parse((await MailSamples.RenderAsync("subscribe-confirm")).Html);

        Assert.Equal(
            [
                "https://www.example.com/",
                "https://forms.example.com/api/confirm?t=abc.DEF-123_x",
                "https://forms.example.com/api/not-me?t=abc.DEF-123_x",
                "tel:+15053360217",
            ],
            document.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).Distinct());
        Assert.Equal("Yes, sign me up", Assert.Single(document.QuerySelectorAll(".button")).TextContent);
    }

    [Theory]
    [InlineData("subscribe-confirm", "This button works for 7 days, until Thursday, January 15. You can")]
    [InlineData("subscribe-confirm-within-a-day", "This button works for 1 day, until Thursday, January 15. You can")]
    [InlineData("subscribe-confirm.es", "Este botón funciona durante 7 días, hasta el jueves 15 de enero.")]
    public async Task A_confirmation_mail_says_how_long_its_link_works(string name, string sentence) =>
        Assert.Contains($"\n{sentence}", (await MailSamples.RenderAsync(name)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task A_resource_in_the_other_language_says_so()
    {
        var english = await MailSamples.RenderAsync("subscribe-welcome-with-three-resources");
        var spanish = await MailSamples.RenderAsync("subscribe-welcome-with-three-resources.es");

        Assert.Contains("* What to expect on the day (in Spanish)\n", english.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["https://www.example.com/resources/day"],
            Rendering.Parse(english.Html).QuerySelectorAll("a[lang=es]").Select(link => link.GetAttribute("href")));
        Assert.Contains("* Questions to ask (en inglés)\n", spanish.Text, StringComparison.Ordinal);
        Assert.Contains("* What to expect on the day\n", spanish.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subscribe-welcome-with-three-resources", "Thank you for confirming.")]
    [InlineData("subscribe-welcome-with-one-resource", "Thank you for signing up. Here are your free resources.")]
    [InlineData("subscribe-welcome-without-resources", "Thank you for signing up.\n\nWe write only")]
    public async Task A_welcome_thanks_for_what_the_reader_did(string name, string words) =>
        Assert.Contains(words, (await MailSamples.RenderAsync(name)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("subscribe-welcome-with-three-resources", "Three short guides to read now or keep for later.")]
    [InlineData("subscribe-welcome-with-one-resource", "One short guide to read now or keep for later.")]
    [InlineData("subscribe-welcome-without-resources", "We write only when there is something new.")]
    public async Task The_preview_of_a_welcome_counts_the_resources(string name, string preview) => Assert.StartsWith(
        preview,
        Rendering.Parse((await MailSamples.RenderAsync(name)).Html).Body!.FirstElementChild!.TextContent,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("subscribe-confirm", true)]
    [InlineData("subscribe-manage", true)]
    [InlineData("staff-notice", true)]
    [InlineData("staff-digest", true)]
    [InlineData("subscribe-welcome-with-three-resources", false)]
    [InlineData("consultation-received", false)]
    [InlineData("staff-code", false)]
    public async Task The_address_of_the_button_is_the_last_thing_on_the_sheet(string name, bool has)
    {
        var sheet = Rendering.Parse((await MailSamples.RenderAsync(name)).Html).QuerySelector("td.sheet")!;

        var fallback = sheet.QuerySelector("p.rule");
        Assert.Equal(has, fallback is not null);
        Assert.Equal(has, sheet.LastElementChild == fallback);
        Assert.Null(fallback?.QuerySelector("a"));
    }

    [Theory]
    [InlineData("subscribe-confirm", "Blue Sky Ketamine")]
    [InlineData("subscribe-confirm-with-a-logo", "")]
    public async Task The_masthead_is_the_logo_or_the_name_and_leads_to_the_website(string name, string text)
    {
        var masthead = Rendering.Parse((await MailSamples.RenderAsync(name)).Html).QuerySelector("a.name")!;

        Assert.Equal("https://www.example.com/", masthead.GetAttribute("href"));
        Assert.Equal(text, masthead.TextContent.Trim());
        Assert.Equal(
            text.Length > 0 ? null : "Blue Sky Ketamine", masthead.QuerySelector("img")?.GetAttribute("alt"));
    }

    [Fact]
    public async Task Without_a_website_the_masthead_leads_nowhere() => Assert.Equal(
        "SPAN",
        Rendering.Parse((await MailSamples.RenderAsync("subscribe-confirm-within-a-day")).Html)
            .QuerySelector(".name")!.TagName);
}
