using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BlueSky.LocalHost.CapturedMail;

namespace BlueSky.LocalHost.Tests.CapturedMail;

public sealed class OutboxPageTests
{
    private static readonly OutboxView Newest = new(null, EmailPart.Html, EmailSize.Desktop, EmailTheme.Light);

    [Fact]
    public void An_email_in_the_list_tells_to_whom_when_what_and_which_template()
    {
        var page = Render([SomeMail.Parsed()]);

        Assert.Contains(
            """
            <li data-id="m1">
            <p class="top"><span class="to">zoe@example.org</span> <time datetime="2026-01-08T12:00:00.0000000Z">3 minutes ago</time></p>
            <p class="subject"><a href="/_local/mail?id=m1#email" aria-current="true">A test</a></p>
            <p class="preheader">One tap.</p>
            <p class="template">subscribe-confirm</p>
            </li>
            """,
            page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_email_without_hidden_text_has_no_preheader()
    {
        var page = Render([SomeMail.Parsed(html: "<p>Hello</p>")]);

        Assert.DoesNotContain("class=\"preheader\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_email_is_open_unless_another_is_chosen()
    {
        CapturedEmail[] emails = [SomeMail.Parsed("new", "The newest"), SomeMail.Parsed("old", "An older one")];

        Assert.Contains("<h2>The newest</h2>", Render(emails), StringComparison.Ordinal);
        Assert.Contains(
            "<h2>An older one</h2>", Render(emails, Newest with { Id = "old" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_reads_on_keeps_the_width_and_the_colors()
    {
        var page = Render(
            [SomeMail.Parsed()], Newest with { Size = EmailSize.Phone, Theme = EmailTheme.Dark });

        Assert.Contains("/_local/mail?id=m1&amp;size=phone&amp;theme=dark#email", page, StringComparison.Ordinal);
        Assert.Contains("""<a href="/_local/mail?size=phone#email">Light</a>""", page, StringComparison.Ordinal);
        Assert.Contains(
            """<a href="/_local/mail?size=phone&amp;theme=dark#email" aria-current="true">Phone</a>""", page,
            StringComparison.Ordinal);
        Assert.Contains("<div class=\"frame phone\">", page, StringComparison.Ordinal);
        Assert.Contains("src=\"/_local/mail/html?id=m1&amp;theme=dark\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_is_one_click_away_and_needs_no_frame()
    {
        Assert.Contains(
            """<a href="/_local/mail?view=text#email">Text</a>""", Render([SomeMail.Parsed()]),
            StringComparison.Ordinal);

        var page = Render([SomeMail.Parsed(text: "Hello,\nZoë")], Newest with { Part = EmailPart.Text });

        Assert.Contains("<pre class=\"text\">Hello,\nZo&#235;</pre>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<iframe", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_email_without_html_shows_its_text()
    {
        var page = Render([SomeMail.Parsed(text: "Only text", html: "")]);

        Assert.Contains("<pre class=\"text\">Only text</pre>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"switches\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("From", "The clinic &lt;care@clinic.example&gt;")]
    [InlineData("To", "zoe@example.org")]
    [InlineData("Reply-To", "desk@clinic.example")]
    [InlineData("List-Unsubscribe", "&lt;https://forms.example/u&gt;")]
    [InlineData("custom_args mail_id", "20260108.BSK-7F3K-9Q2M.x")]
    [InlineData("categories", "subscribe-confirm")]
    [InlineData("X-Message-Id", "m1")]
    public void What_SendGrid_would_get_is_behind_a_fold(string header, string value)
    {
        var page = Render([SomeMail.Parsed()]);

        var fold = page[page.IndexOf("<details class=\"fold\">", StringComparison.Ordinal)..];
        Assert.Contains($"<tr><th scope=\"row\">{header}</th><td>{value}</td></tr>", fold, StringComparison.Ordinal);
        Assert.Contains("&quot;reply_to&quot;: {", fold, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Your sign-in code\n\n4821 0937\n\nIt works until 9:12 AM.")]
    [InlineData("Your sign-in code\r\n\r\n4821 0937\r\n\r\nIt works once.")]
    public void The_code_of_a_sign_in_stands_large_above_its_email(string text)
    {
        var page = Render([SomeMail.Parsed(template: "staff-code", text: text)]);

        Assert.Contains("<h2>A test</h2>\n<p class=\"code\">4821 0937</p>\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("staff-notice", "4821 0937")]
    [InlineData("staff-code", "Call 4821 0937 today")]
    public void No_other_number_is_taken_for_a_code(string template, string text) =>
        Assert.DoesNotContain(
            "class=\"code\"", Render([SomeMail.Parsed(template: template, text: text)]), StringComparison.Ordinal);

    [Fact]
    public void The_page_shows_what_an_email_says_and_runs_none_of_it()
    {
        const string attack = "\"><script>alert(1)</script>";
        var email = SomeMail.Parsed(
            attack, attack, attack, attack, $"<div style=\"display:none\">&lt;script&gt;</div>{attack}", attack);

        var page = Render([email], Newest with { Part = EmailPart.Text }) + Render([email]);

        Assert.Equal(2, Regex.Count(page, "<script>"));
        Assert.DoesNotContain("\"><script", page, StringComparison.Ordinal);
        Assert.Contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_email_that_is_gone_is_said_to_be_gone_beside_the_list()
    {
        var page = Render([SomeMail.Parsed()], Newest with { Id = "gone" });

        Assert.Contains("<h2>There is no such email here</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/_local/mail\">Open the newest email</a>", page, StringComparison.Ordinal);
        Assert.Contains("/_local/mail?id=m1#email\">A test</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_outbox_says_how_to_get_an_email()
    {
        var page = Render([]);

        Assert.Contains(
            "No emails yet. Send one of the <a href=\"/\">website's</a> forms.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_JavaScript_only_the_newest_email_is_loaded_again()
    {
        const string refresh = "<noscript><meta http-equiv=\"refresh\" content=\"15\"></noscript>";

        Assert.Contains(refresh, Render([SomeMail.Parsed()]), StringComparison.Ordinal);
        Assert.DoesNotContain(
            refresh, Render([SomeMail.Parsed()], Newest with { Id = "m1" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("style")]
    [InlineData("script")]
    public void The_policy_allows_the_pages_own_style_and_script_by_their_hash(string element)
    {
        var content = Regex.Match(Render([]), $"(?<=<{element}>).*?(?=</{element}>)", RegexOptions.Singleline).Value;

        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        Assert.Contains($"{element}-src 'sha256-{hash}';", OutboxPage.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=\"", Render([SomeMail.Parsed()]), StringComparison.Ordinal);
    }

    private static string Render(CapturedEmail[] emails, OutboxView? view = null)
    {
        view ??= Newest;
        return OutboxPage.Render(new OutboxModel(
            view, emails, emails.Length,
            view.Id is null ? emails.FirstOrDefault() : Array.Find(emails, email => email.Id == view.Id), [],
            new Uri("http://127.0.0.1:7071/staff"), TimeZoneInfo.Utc,
            DateTimeOffset.Parse("2026-01-08T12:03:00Z"))).Text;
    }
}
