namespace BlueSky.Content.Tests.Mails;

/// <summary>What emails to staff say, also about hostile visitors.</summary>
public sealed class StaffMailTests
{
    [Fact]
    public async Task What_a_visitor_typed_is_text_in_the_html()
    {
        var document = Rendering.Parse(
            (await MailSamples.RenderAsync("staff-notice-from-a-hostile-visitor")).Html);

        Assert.Equal(
            Samples.Hostile.Select(WithLineFeeds),
            document.QuerySelectorAll("dt").Select(label => WithLineFeeds(label.TextContent)));
        Assert.Equal(
            Samples.Hostile.Select(WithLineFeeds), document.QuerySelectorAll("dd").Select(value => value.TextContent));
    }

    [Fact]
    public async Task Lines_that_a_visitor_typed_stay_lines() => Assert.Equal(
        2,
        Rendering.Parse((await MailSamples.RenderAsync("staff-notice-with-details")).Html)
            .QuerySelectorAll("dd:last-of-type br").Length);

    [Fact]
    public async Task What_a_visitor_typed_cannot_pass_for_a_line_of_the_mail()
    {
        var mail = await MailSamples.RenderAsync("staff-notice-from-a-hostile-visitor");
        var lines = mail.Text.Split('\n');

        Assert.Equal(
            "Reference: BSK-7F3K-9Q2M",
            Assert.Single(lines, line => line.StartsWith("Reference:", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(line => line.TrimStart() == "https://evil.example/fake"));
        Assert.DoesNotContain(lines, line => line.StartsWith("https://evil.example", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("  https://evil.example", StringComparison.Ordinal)
            && !line.StartsWith("    ", StringComparison.Ordinal));
        Assert.Equal("A new request is waiting (BSK-7F3K-9Q2M)", mail.Subject);
    }

    [Fact]
    public async Task A_phone_number_can_be_called_from_the_mail()
    {
        var document = Rendering.Parse((await MailSamples.RenderAsync("staff-notice-with-details")).Html);

        var first = document.QuerySelectorAll("dd")[0].QuerySelector("a")!;
        Assert.Equal(("(505) 555-0100", "tel:+15055550100"), (first.TextContent, first.GetAttribute("href")));
        Assert.Single(document.QuerySelectorAll("dd a"));
    }

    [Theory]
    [InlineData("staff-notice", true)]
    [InlineData("staff-notice-of-held-back", true)]
    [InlineData("staff-notice-with-details", false)]
    [InlineData("staff-notice-of-subscriber", false)]
    public async Task A_notice_without_details_says_where_they_are(string name, bool says) => Assert.Equal(
        says,
        (await MailSamples.RenderAsync(name)).Html.Contains(
            "You see them after you sign in.", StringComparison.Ordinal));

    [Theory]
    [InlineData("staff-summary", "2 more requests came in")]
    [InlineData("staff-summary-of-held-back", "2 more requests are held back")]
    [InlineData("staff-summary-of-subscribers", "1 more person signed up")]
    [InlineData("staff-digest", "3 people are waiting")]
    [InlineData("staff-digest-in-time", "1 person is waiting")]
    [InlineData("staff-digest-of-held-back", "Is this a real person? More than 1000 requests are held back")]
    [InlineData("staff-digest-of-robots-alone", "Please look at the website’s forms")]
    public async Task A_subject_says_how_many(string name, string subject) =>
        Assert.Equal(subject, (await MailSamples.RenderAsync(name)).Subject);

    private static string WithLineFeeds(string text) => text.ReplaceLineEndings("\n");
}
