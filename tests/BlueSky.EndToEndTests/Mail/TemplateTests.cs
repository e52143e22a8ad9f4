using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Mail;

/// <summary>What each mail says, and what it must not say.</summary>
[Collection(nameof(FormsHost))]
public sealed class TemplateTests(FormsHost forms)
{
    private readonly LocalHost host = forms.Host;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_welcome_can_be_answered_with_one_click_to_unsubscribe()
    {
        var address = Some.Address();

        var submission = await SubmittedAsync(Post.Subscribe(address));
        var welcome = Assert.Single(submission.Mails, mail => mail.Template == "subscribe-welcome");

        Assert.Equal(address, welcome.To);
        Assert.Equal("List-Unsubscribe=One-Click", welcome.Headers["List-Unsubscribe-Post"]);
        Assert.Matches(
            @"^<https://api\.clinic\.example/api/unsubscribe\?t=[A-Za-z0-9._~-]+>$",
            welcome.Headers["List-Unsubscribe"]);
        Assert.Contains("/api/unsubscribe?t=", welcome.Text, StringComparison.Ordinal);
        Assert.Contains(welcome.Links, href => href.Contains("/api/unsubscribe?t=", StringComparison.Ordinal));
        Assert.Contains(TestSettings.PostalAddress, welcome.Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_acknowledgement_says_nothing_of_what_the_visitor_typed()
    {
        var address = Some.Address();

        var submission = await SubmittedAsync(
            Post.Consultation(address)
                .With("phone", "505-336-0217 7").With("message", "my secret pain").With("condition", "CRPS"));
        var mail = Assert.Single(submission.Mails, mail => mail.To == address);

        Assert.Equal("consultation-received", mail.Template);
        AssertHoldsNone(mail, "Zoë", "Ångström", "secret pain", "CRPS", "0217 7");
        Assert.Empty(mail.Headers);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Staff_get_a_reference_and_a_link_and_nothing_personal()
    {
        var address = Some.Address();

        var submission = await SubmittedAsync(
            Post.Consultation(address).With("phone", "505-336-0217 8").With("message", "my secret pain"));
        var notices = submission.Mails.Where(mail => mail.Template == "staff-notice").ToList();

        Assert.Equal([TestSettings.FirstStaff, TestSettings.SecondStaff], notices.Select(mail => mail.To).Order());
        var link = $"https://staff.clinic.example/requests/{submission.Row.RowKey}";
        Assert.All(notices, notice =>
        {
            Assert.Contains(submission.Row.RowKey, notice.Text, StringComparison.Ordinal);
            Assert.Contains(link, notice.Text, StringComparison.Ordinal);
            Assert.Contains(link, notice.Links);
            Assert.Matches("America/Denver|Mountain|M[SD]T", notice.Text);
            AssertHoldsNone(notice, address, "Zoë", "Ångström", "secret pain", "0217 8");
            Assert.False(notice.Request.TryGetProperty("reply_to", out _));
        });
    }

    private async Task<Submission> SubmittedAsync(Post post) =>
        await host.SettledAsync((await host.SendAsync(post)).Id);

    private static void AssertHoldsNone(SentMail mail, params string[] secrets)
    {
        string[] shown = [mail.Subject, mail.Text, mail.Page.DocumentElement.TextContent, .. mail.Links];
        var all = string.Join('\n', shown);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, all, StringComparison.OrdinalIgnoreCase));
    }
}
