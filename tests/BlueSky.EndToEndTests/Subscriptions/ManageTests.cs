using BlueSky.EndToEndTests.Browser;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;
using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Subscriptions;

/// <summary>Somebody who lost the link to unsubscribe asks for it, and so may anybody else.</summary>
[Collection(nameof(DoubleOptInHost))]
public sealed class ManageTests(DoubleOptInHost optIn, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private readonly LocalHost host = optIn.Host;

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_subscriber_asks_for_the_link_and_leaves_by_it(bool javaScript)
    {
        var mailbox = await SubscribedAsync();
        await using var visit = await browser.VisitAsync(host.Address, javaScript, width: 390);

        await visit.Page.GotoAsync(new Uri(host.Address, "/api/unsubscribe").AbsoluteUri);
        await visit.Page.GetByLabel("Email").FillAsync(mailbox.Address);
        await PressAsync(visit, "Send me the link", "Please check your inbox");

        var mail = await mailbox.ReceivesAsync("subscribe-manage");
        Assert.Equal("Your link to unsubscribe", mail.Subject);
        await visit.Page.GotoAsync(mail.LinkTo("unsubscribe").AbsoluteUri);
        await PressAsync(visit, "Unsubscribe", "You are unsubscribed");
        await mailbox.StateBecomesAsync("unsubscribed");
        Assert.Empty(visit.Complaints);
        Assert.DoesNotContain(mailbox.Address, host.Logs, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_mistyped_address_is_put_right_on_the_page()
    {
        await using var visit = await browser.VisitAsync(host.Address, javaScript: false, width: 390);
        await visit.Page.GotoAsync(new Uri(host.Address, "/api/unsubscribe").AbsoluteUri);

        // Good enough for the browser.
        await visit.Page.GetByLabel("Email").FillAsync("ada@example");
        await PressAsync(visit, "Send me the link", "Please check your email address");
        Assert.Equal("ada@example", await visit.Page.GetByLabel("Email").InputValueAsync());
        Assert.True(await visit.Page.GetByText("Enter a full email address, like name@example.org.").IsVisibleAsync());

        await visit.Page.GetByLabel("Email").FillAsync(Some.Address());
        await PressAsync(visit, "Send me the link", "Please check your inbox");
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_second_request_within_a_day_sends_no_second_mail()
    {
        var mailbox = await SubscribedAsync();
        var ids = new List<string>();
        // Another spelling is another submission at once, and the same recipient.
        foreach (var address in (string[])[mailbox.Address, mailbox.Address.ToUpperInvariant()])
        {
            Assert.Equal(200, (await AskAsync(address)).Code);
            ids.Add(await IdOfAsync(address));
            await host.SettledAsync(ids[^1]);
        }

        Assert.Equal(2, ids.Distinct().Count());
        Assert.Single(await mailbox.OfAsync("subscribe-manage"));
        var recipient = (await host.Rows.RecipientAsync(mailbox.Address))!;
        Assert.StartsWith($"{ids[0]}@", recipient.GetString("ManageMails"), StringComparison.Ordinal);
        Assert.DoesNotContain(ids[0], recipient.GetString("Confirmations"), StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_stranger_gets_nothing_and_the_same_answer()
    {
        var subscriber = await SubscribedAsync();
        var stranger = Some.Address();

        var answers = new[] { await AskAsync(subscriber.Address), await AskAsync(stranger) };
        await subscriber.ReceivesAsync("subscribe-manage");
        await host.SettledAsync(await IdOfAsync(stranger));

        Assert.All(answers, answer => Assert.Equal(200, answer.Code));
        Assert.Equal(answers[0].Body, answers[1].Body);
        Assert.Equal(HeadersOf(answers[0]), HeadersOf(answers[1]));
        Assert.Empty(await host.CapturedMail.ToAsync(stranger));
        Assert.Null(await host.Rows.RecipientAsync(stranger));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Over_the_quota_the_row_says_why_none_was_sent_and_other_mails_go_out()
    {
        await using var strict = await LocalHost.StartAsync(new Dictionary<string, string>
        {
            ["Limits:ManageMailsPerHour"] = "1",
            ["Limits:ConfirmMailsPerHour"] = "100",
        });
        var mailboxes = new List<Mailbox>();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            mailboxes.Add(new Mailbox(strict));
            await strict.SendAsync(Post.Subscribe(mailboxes[^1].Address));
            await mailboxes[^1].ReceivesAsync("subscribe-welcome");
            await strict.SendAsync(PostOf(mailboxes[^1].Address));
        }

        // The third request may be in another hour than the first, but not in a third.
        var rows = await Eventually.BecomesAsync(
            async () => (await strict.Rows.AllAsync("Mails"))
                .Where(row => row.GetString("Template") == "subscribe-manage").ToList(),
            mails => mails.Count == 3 && mails.All(mail => mail.GetString("State") is not ("due" or "sending")),
            "each request has come to its end");
        Assert.All(
            rows.Where(row => row.GetString("State") == "failed"),
            row => Assert.Equal("over Limits:ManageMailsPerHour", row["Error"]));
        var sent = (await strict.CapturedMail.AllAsync()).Count(mail => mail.Template == "subscribe-manage");
        Assert.InRange(sent, 1, 2);
        Assert.Equal(3 - sent, rows.Count(row => row.GetString("State") == "failed"));
        var count = Assert.Single(
            await strict.Rows.AllAsync("Limits"), row => row.PartitionKey != "confirm-mails");
        Assert.Equal(("manage-mails", "hour", 1), (count.PartitionKey, count.RowKey, count.GetInt32("Taken")));
    }

    private async Task<Mailbox> SubscribedAsync()
    {
        var mailbox = new Mailbox(host);
        await host.SendAsync(Post.Subscribe(mailbox.Address));
        var asked = await mailbox.ReceivesAsync("subscribe-confirm");
        using (await host.Http.PostAsync(asked.LinkTo("confirm"), content: null))
        {
            await mailbox.ReceivesAsync("subscribe-welcome");
        }

        return mailbox;
    }

    private Task<Answer> AskAsync(string address) => host.SendAsync(PostOf(address));

    private static Post PostOf(string address) =>
        new Post { Path = "/api/unsubscribe", AsksForJson = false }.With("email", address);

    private async Task<string> IdOfAsync(string address) =>
        Assert.Single(await host.Rows.OfAsync(address), row => row.GetString("Form") == "manage").RowKey;

    // Without the time of day.
    private static IEnumerable<string> HeadersOf(Answer answer) => answer.Headers
        .Where(header => header.Key != "Date")
        .Select(header => $"{header.Key}: {string.Join(',', header)}").Order(StringComparer.Ordinal);

    private static async Task PressAsync(Visit visit, string button, string title)
    {
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await visit.Page.Locator("h1", new() { HasText = title }).WaitForAsync();
    }
}
