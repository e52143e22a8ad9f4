using System.Net;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.FrontDesk;

public sealed class RequestPageTests : IDisposable
{
    private readonly DeskApp desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Everything_that_was_typed_is_on_the_page_as_text()
    {
        var id = await desk.RequestAsync(
            ("name", "Maria <b>Lopez"), ("phone", "505-555-0142"), ("email", "maria@example.org"),
            ("message", "Line one\nhttps://example.org/x"), ("Insurance", "none \u202Eevil"));

        var page = await PageAsync(id);

        Assert.Contains("Maria &lt;b&gt;Lopez", page, StringComparison.Ordinal);
        Assert.Contains("Line one\nhttps://example.org/x", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"https://example.org", page, StringComparison.Ordinal);
        Assert.Contains("Insurance", page, StringComparison.Ordinal);
        Assert.Contains("none evil", page, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:+15055550142\"", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("href=\"mailto:maria@example.org\"", page, StringComparison.Ordinal);
        Assert.Contains(id, page, StringComparison.Ordinal);
        Assert.Contains("https://www.clinic.example/page", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_happened_is_told_newest_first_with_the_emails_in_plain_words()
    {
        var id = await desk.RequestAsync(("name", "Maria"), ("email", "maria@example.org"));
        var rosa = await desk.SignInAsync(DeskApp.Rosa);
        desk.App.Clock.Advance(TimeSpan.FromMinutes(9));
        await rosa.DoAsync(id, "no-answer", ("note", "Try before 11."));

        var page = WebUtility.HtmlDecode(await PageAsync(id, DeskApp.Kim));

        string[] told =
        [
            "You opened this request",
            "Rosa called: no answer",
            "Rosa opened this request",
            "The team was told by email",
            "Confirmation email was sent. We do not know yet if it arrived",
            "Request came in from the website",
        ];
        Assert.All(told, words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.Equal(
            told[1..].Where(words => !words.Contains("email", StringComparison.Ordinal)),
            told[1..].Where(words => !words.Contains("email", StringComparison.Ordinal))
                .OrderBy(words => page.IndexOf(words, StringComparison.Ordinal)));
        Assert.Contains("Try before 11.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailState.Delivered, "Confirmation email reached maria@example.org")]
    [InlineData(MailState.Bounced, "Confirmation email did not arrive: maria@example.org does not exist or is full.")]
    [InlineData(MailState.Parked, "Emails are on hold: the email service does not let us in.")]
    [InlineData(MailState.Failed, "Confirmation email could not be sent. Please call")]
    public async Task Each_state_of_the_confirmation_has_words(object state, string words)
    {
        var id = await desk.RequestAsync(("name", "Maria"), ("email", "maria@example.org"));
        var mail = desk.App.Mails.Rows.Single(row => row.Template == "consultation-received");
        await desk.App.Mails.TryUpdateAsync(mail with { State = (MailState)state }, CancellationToken.None);

        Assert.Contains(words, await PageAsync(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_look_of_the_same_person_is_one_in_the_history_and_two_in_the_audit()
    {
        var id = await desk.RequestAsync();

        await PageAsync(id);
        await PageAsync(id);

        Assert.Single(await desk.HistoryAsync(id));
        Assert.Equal(
            2, desk.App.Externals.Audit.Entries.Count(entry => entry.Command == "staff view" && entry.Subject == id));
    }

    [Fact]
    public async Task A_request_that_could_not_be_processed_is_there_all_the_same()
    {
        var id = await desk.App.AcceptAsync("consultation", ("name", "Maria"), ("phone", "505-555-0142"));
        await desk.App.Get<PoisonedMessages>().FailAsync(
            SubmissionMessage.For(desk.Row(id).Key), CancellationToken.None);

        Assert.Contains("Maria", await PageAsync(id), StringComparison.Ordinal);
        Assert.Single(desk.App.Requests.Lines);
    }

    [Fact]
    public async Task The_link_in_the_notice_of_a_subscriber_says_that_there_is_nothing_to_do()
    {
        var id = await desk.App.AcceptAsync("subscribe", ("email", "ada@example.org"));
        var rosa = await desk.SignInAsync(DeskApp.Rosa);

        var page = await rosa.GetAsync($"/staff/requests/{id}");

        Assert.Equal(200, page.Status);
        Assert.Contains("There is nothing to do", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", page.Body, StringComparison.Ordinal);
        Assert.Equal(404, (await rosa.PostAsync($"/staff/requests/{id}", ("do", "spam"), ("version", "0"))).Status);
    }

    [Theory]
    [InlineData("BSK-2222-2222")]
    [InlineData("nonsense")]
    [InlineData("..%2f..")]
    public async Task An_unknown_reference_is_not_found(string reference)
    {
        var rosa = await desk.SignInAsync(DeskApp.Rosa);

        Assert.Equal(404, (await rosa.GetAsync($"/staff/requests/{reference}")).Status);
    }

    private async Task<string> PageAsync(string id, string email = DeskApp.Rosa)
    {
        var visitor = await desk.SignInAsync(email);
        var page = await visitor.GetAsync($"/staff/requests/{id}");
        Assert.Equal(200, page.Status);
        return page.Body;
    }
}
