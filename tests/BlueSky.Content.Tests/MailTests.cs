using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace BlueSky.Content.Tests;

public sealed partial class MailTests
{
    public static TheoryData<string> Names => [.. Samples.Mails.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_mail_reads_as_approved(string name)
    {
        var mail = await Render(name);

        Snapshot.Match(name, "txt", $"Subject: {mail.Subject}\n\n{mail.Text}");
        Snapshot.Match(name, "html", mail.Html);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_html_is_a_whole_document_that_fetches_and_runs_nothing(string name)
    {
        var html = (await Render(name)).Html;
        var document = Rendering.Parse(html);

        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.Equal("en", document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("light dark", document.QuerySelector("meta[name=color-scheme]")!.GetAttribute("content"));
        Assert.Empty(Rendering.FetchesAndScripts(document));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_text_is_plain_and_its_lines_are_short(string name)
    {
        var mail = await Render(name);

        // A link or a visitor's endless word may be longer than a line; nothing may be longer than mail allows.
        var wrapped = mail.Text.Split('\n').Where(line => line.TrimStart().Contains(' ', StringComparison.Ordinal));
        Assert.All(wrapped, line => Assert.InRange(line.Length, 1, 72));
        Assert.All(mail.Text.Split('\n'), line => Assert.InRange(line.Length, 0, 240));
        Assert.DoesNotMatch(Entity(), mail.Text);
        Assert.DoesNotContain('\r', mail.Text);
        Assert.DoesNotContain('\n', mail.Subject);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_parts_hold_the_same_links_and_the_text_has_each_on_its_own_line(string name)
    {
        var mail = await Render(name);
        var document = Rendering.Parse(mail.Html);

        var inHtml = document.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!)
            .Where(href => !href.StartsWith("tel:", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal);
        // What a visitor typed is indented and never a link of ours.
        var inText = mail.Text.Split('\n').Where(line => line.StartsWith("https://", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(inHtml, inText);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_parts_name_the_clinic_and_how_to_reach_it(string name)
    {
        var mail = await Render(name);
        var footer = Rendering.Parse(mail.Html).QuerySelector(".footer")!;

        Assert.EndsWith(
            "\nBlue Sky Ketamine\n505-336-0217\n1 Example Plaza NE\nAlbuquerque, NM 87110\n",
            mail.Text,
            StringComparison.Ordinal);
        Assert.Contains("Blue Sky Ketamine", footer.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 Example Plaza NE\nAlbuquerque, NM 87110", footer.TextContent, StringComparison.Ordinal);
        Assert.Equal("tel:5053360217", footer.QuerySelector("a[href^='tel:']")!.GetAttribute("href"));
    }

    [Fact]
    public async Task What_a_visitor_typed_is_text_in_the_html()
    {
        var document = Rendering.Parse((await Render("staff-notice-from-a-hostile-visitor")).Html);

        Assert.Equal(Samples.Hostile.Select(WithLineFeeds), document.QuerySelectorAll("dt").Select(Typed));
        Assert.Equal(Samples.Hostile.Select(WithLineFeeds), document.QuerySelectorAll("dd").Select(Typed));
    }

    [Fact]
    public async Task What_a_visitor_typed_cannot_pass_for_a_line_of_the_mail()
    {
        var mail = await Render("staff-notice-from-a-hostile-visitor");
        var lines = mail.Text.Split('\n');

        Assert.Equal(
            "Reference: BSK-7F3K-9Q2M",
            Assert.Single(lines, line => line.StartsWith("Reference:", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(line => line.TrimStart() == "https://evil.example/fake"));
        Assert.DoesNotContain(lines, line => line.StartsWith("https://evil.example", StringComparison.Ordinal));
        Assert.Equal("A new request is waiting (BSK-7F3K-9Q2M)", mail.Subject);
    }

    [Fact]
    public async Task A_phone_number_can_be_called_from_the_mail()
    {
        var document = Rendering.Parse((await Render("staff-notice-with-details")).Html);

        var first = document.QuerySelectorAll("dd")[0].QuerySelector("a")!;
        Assert.Equal(("(505) 555-0100", "tel:5055550100"), (first.TextContent, first.GetAttribute("href")));
        Assert.Single(document.QuerySelectorAll("dd a"));
    }

    [Theory]
    [InlineData("staff-notice", true)]
    [InlineData("staff-notice-of-held-back", true)]
    [InlineData("staff-notice-with-details", false)]
    [InlineData("staff-notice-of-subscriber", false)]
    public async Task A_notice_without_details_says_where_they_are(string name, bool says) =>
        Assert.Equal(
            says, (await Render(name)).Html.Contains("You see them after you sign in.", StringComparison.Ordinal));

    [Fact]
    public async Task An_acknowledgement_says_nothing_of_what_the_clinic_treats()
    {
        var mail = await Render("consultation-received");
        var words = (mail.Subject + mail.Text + mail.Html).Replace("Blue Sky Ketamine", "", StringComparison.Ordinal);

        Assert.DoesNotContain("ketamine", words, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("consultation", words, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("pain", words, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("treat", words, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_confirmation_mail_leads_nowhere_but_to_its_two_answers()
    {
        var document = Rendering.Parse((await Render("subscribe-confirm")).Html);

        Assert.Equal(
            [
                "https://forms.example.com/api/confirm?t=abc.DEF-123_x",
                "https://forms.example.com/api/not-me?t=abc.DEF-123_x",
                "tel:5053360217",
            ],
            document.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).Distinct());
        Assert.Single(document.QuerySelectorAll(".button"));
    }

    [Fact]
    public async Task A_mail_with_the_link_to_unsubscribe_leads_nowhere_else()
    {
        var mail = await Render("subscribe-manage");
        var document = Rendering.Parse(mail.Html);

        Assert.Equal("Your link to unsubscribe", mail.Subject);
        Assert.Equal(
            ["https://forms.example.com/api/unsubscribe?t=abc.DEF-123_x", "tel:5053360217"],
            document.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).Distinct());
        Assert.Equal("Unsubscribe", Assert.Single(document.QuerySelectorAll(".button")).TextContent);
    }

    [Theory]
    [InlineData("subscribe-confirm", "The link works for 7 days.")]
    [InlineData("subscribe-confirm-within-a-day", "The link works for 1 day.")]
    public async Task A_confirmation_mail_says_how_long_its_link_works(string name, string sentence)
    {
        var mail = await Render(name);

        Assert.Contains($"\n{sentence}\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"<p>{sentence}</p>", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_is_one_line() =>
        Assert.Equal("Hello Bcc: x@evil.example", new MailContent("Hello\r\nBcc: x@evil.example", "", "").Subject);

    private static Task<MailContent> Render(string name) => Samples.Mails[name](Rendering.Renderer);

    private static string Typed(IElement element) => WithLineFeeds(element.TextContent);

    private static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    [GeneratedRegex("&(#[0-9]+|#x[0-9a-f]+|[a-z]+);", RegexOptions.IgnoreCase)]
    private static partial Regex Entity();
}
