using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace BlueSky.Content.Tests.Mails;

/// <summary>What holds for each email.</summary>
public sealed partial class MailTests
{
    private const int MaxBytes = 30_000;

    public static TheoryData<string> Names => [.. MailSamples.Names];

    /// <summary>The text cuts words that are too long for a line.</summary>
    public static TheoryData<string> NamesWithoutEndlessWords =>
        [.. MailSamples.Names.Except(["staff-notice-from-a-hostile-visitor"])];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_mail_reads_as_approved(string name)
    {
        var mail = await MailSamples.RenderAsync(name);

        Snapshot.Match(name, "txt", $"Subject: {mail.Subject}\n\n{mail.Text}");
        Snapshot.Match(name, "html", mail.Html);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_html_is_a_whole_document_in_its_language_that_runs_nothing(string name)
    {
        var html = (await MailSamples.RenderAsync(name)).Html;
        var document = Rendering.Parse(html);

        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        var language = MailSamples.IsSpanish(name) ? "es" : "en";
        Assert.Equal(language, document.DocumentElement.GetAttribute("lang"));
        // Webmail leaves the html element out.
        Assert.Equal(language, document.QuerySelector("[role=article]")!.GetAttribute("lang"));
        Assert.Equal("light dark", document.QuerySelector("meta[name=color-scheme]")!.GetAttribute("content"));
        Assert.Single(document.QuerySelectorAll("h1"));
        Assert.All(Rendering.FetchesAndScripts(document), element => Assert.StartsWith(
            "<img class=\"name\" src=\"https://www.example.com/logo.png\"", element, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Its_html_is_small(string name) => Assert.InRange(
        Encoding.UTF8.GetByteCount((await MailSamples.RenderAsync(name)).Html), 1, MaxBytes);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_text_is_plain_and_its_lines_are_short(string name)
    {
        var mail = await MailSamples.RenderAsync(name);

        // A link or a visitor's endless word may be longer than a line; nothing may be longer than mail allows.
        var wrapped = mail.Text.Split('\n').Where(line => line.TrimStart().Contains(' ', StringComparison.Ordinal));
        Assert.All(wrapped, line => Assert.InRange(line.Length, 1, 72));
        Assert.All(mail.Text.Split('\n'), line => Assert.InRange(line.Length, 0, 240));
        Assert.DoesNotMatch(Entity(), mail.Text);
        Assert.DoesNotContain('\r', mail.Text);
        Assert.DoesNotContain('\u00A0', mail.Text);
        Assert.DoesNotContain('\n', mail.Subject);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_parts_hold_the_same_links_and_the_text_has_each_on_its_own_line(string name)
    {
        var mail = await MailSamples.RenderAsync(name);
        var document = Rendering.Parse(mail.Html);

        // The website is in the frame, which the text has not.
        var inHtml = document.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!)
            .Where(href => !href.StartsWith("tel:", StringComparison.Ordinal) && href != "https://www.example.com/")
            .Distinct().Order(StringComparer.Ordinal);
        // What a visitor typed is indented by four and more, and never a link of ours.
        var inText = mail.Text.Split('\n').Select(line => OwnLink().Match(line))
            .Where(match => match.Success).Select(match => match.Groups[1].Value)
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(inHtml, inText);
    }

    [Theory]
    [MemberData(nameof(NamesWithoutEndlessWords))]
    public async Task Both_parts_have_the_same_words_in_the_same_order(string name)
    {
        var mail = await MailSamples.RenderAsync(name);
        var document = Rendering.Parse(mail.Html);

        // The frame and the help with a button are in the html alone, the addresses of links in the text.
        foreach (var element in document.QuerySelectorAll(".rule:not(td), a.footer[href='https://www.example.com/']"))
        {
            element.Remove();
        }

        // An email program writes the numbers of a list.
        foreach (var list in document.QuerySelectorAll<IHtmlOrderedListElement>("ol"))
        {
            Array.ForEach([.. list.Children], item => item.Prepend(
                document.CreateTextNode($"{list.Start + item.Index()} ")));
        }

        var html = string.Join(' ', document.QuerySelectorAll(".sheet, .footer:not(a)").SelectMany(TextsIn));
        var text = string.Join(' ', mail.Text.Split('\n').Where(line => !OwnLink().IsMatch(line)));

        Assert.Equal(WordsOf(html), WordsOf(text));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_parts_end_with_the_clinic_and_how_to_reach_it(string name)
    {
        var mail = await MailSamples.RenderAsync(name);
        var footer = Rendering.Parse(mail.Html).QuerySelector("td.footer")!;

        Assert.EndsWith(
            "\nBlue Sky Ketamine\n1 Example Plaza NE\nAlbuquerque, NM 87110\n505-336-0217\n", mail.Text,
            StringComparison.Ordinal);
        Assert.Contains("\n-- \n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Blue Sky Ketamine", footer.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 Example Plaza NE\nAlbuquerque, NM 87110", footer.TextContent, StringComparison.Ordinal);
        Assert.Equal("tel:+15053360217", footer.QuerySelector("a[href^='tel:']")!.GetAttribute("href"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_phone_number_is_never_divided_by_a_line_end(string name)
    {
        var mail = await MailSamples.RenderAsync(name);

        var numbers = Rendering.Parse(mail.Html).QuerySelectorAll("[role=article] *")
            .SelectMany(element => element.ChildNodes.OfType<IText>())
            .Where(text => PhoneNumber().IsMatch(text.Data)).ToList();
        Assert.NotEmpty(numbers);
        Assert.All(numbers, text => Assert.Contains(
            "white-space:nowrap", text.ParentElement!.GetAttribute("style") ?? "", StringComparison.Ordinal));
        Assert.All(
            mail.Text.Split('\n'),
            line => Assert.DoesNotMatch(@"^-?\d{3}-?\d{4}\b|\b\d{3}-$", line));
    }

    [Fact]
    public void A_subject_is_one_line() =>
        Assert.Equal("Hello Bcc: x@evil.example", new MailContent("Hello\r\nBcc: x@evil.example", "", "").Subject);

    // Text beside text in another element is another word: "3" in a cell after "New".
    private static IEnumerable<string> TextsIn(IElement element) =>
        element.Descendants<IText>().Select(text => text.Data);

    private static IEnumerable<string> WordsOf(string text) => Word().Matches(text).Select(match => match.Value);

    [GeneratedRegex("&(#[0-9]+|#x[0-9a-f]+|[a-z]+);", RegexOptions.IgnoreCase)]
    private static partial Regex Entity();

    [GeneratedRegex("^ {0,2}(https://.+)$")]
    private static partial Regex OwnLink();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\d{3}[-) ]+\d{3}-\d{4}")]
    private static partial Regex PhoneNumber();
}
