using Azure.Data.Tables;
using BlueSky.EndToEndTests.Browser;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Subscriptions;

/// <summary>The life of a subscriber, from the form on the website to the one click that ends it.</summary>
[Collection(nameof(DoubleOptInHost))]
public sealed class SubscriberLifeTests(DoubleOptInHost optIn, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private readonly LocalHost host = optIn.Host;

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_subscriber_comes_reads_goes_and_comes_back(bool javaScript)
    {
        var mailbox = new Mailbox(host);
        await using var visit = await browser.VisitAsync(host.Address, javaScript, width: 390);
        await visit.Form("subscribe").Locator("[type=email]").FillAsync(mailbox.Address);
        await visit.SubmitButton("subscribe").ClickAsync();

        var asked = await mailbox.ReceivesAsync("subscribe-confirm");
        await FollowAsync(visit, asked.LinkTo("confirm"), "One tap, and you are in");
        await PressAsync(visit, "Yes, sign me up", "You are signed up");
        await FollowAsync(visit, asked.LinkTo("confirm"), "You are already signed up");

        var welcome = await mailbox.ReceivesAsync("subscribe-welcome");
        await FollowAsync(visit, welcome.LinkTo("resources"), "Your free resources");
        await visit.Page.GetByText("Keeping notes between visits").ClickAsync();
        await visit.Page.WaitForURLAsync(
            "**/resources/keeping-notes.html", new() { WaitUntil = Microsoft.Playwright.WaitUntilState.Commit });

        await FollowAsync(visit, welcome.LinkTo("unsubscribe"), "Do you want to unsubscribe?");
        await PressAsync(visit, "Unsubscribe", "You are unsubscribed");
        await mailbox.StateBecomesAsync("unsubscribed");
        await FollowAsync(visit, asked.LinkTo("confirm"), "This link is no longer needed");

        await PassTheCooldownAsync(mailbox);
        var again = await host.SendAsync(Post.Subscribe(mailbox.Address).Header("Idempotency-Key", Some.Token()));
        Assert.Equal(200, again.Code);
        var askedAgain = await mailbox.ReceivesAsync("subscribe-confirm", count: 2);
        await FollowAsync(visit, askedAgain.LinkTo("confirm"), "One tap, and you are in");
        await PressAsync(visit, "Yes, sign me up", "You are signed up");

        var oneClick = new Uri((await mailbox.ReceivesAsync("subscribe-welcome", count: 2))
            .Headers["List-Unsubscribe"].Trim('<', '>'));
        using var gmail = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        using var answer = await gmail.PostAsync(oneClick, body);
        Assert.Equal(200, (int)answer.StatusCode);
        await mailbox.StateBecomesAsync("unsubscribed");
        Assert.Equal("one-click unsubscribe", (await host.Rows.RecipientAsync(mailbox.Address))!["UnsubscribedBy"]);
        Assert.DoesNotContain(visit.Complaints, complaint => !complaint.Contains("410", StringComparison.Ordinal));
        Assert.DoesNotContain(mailbox.Address, host.Logs, StringComparison.Ordinal);
        Assert.DoesNotContain(asked.LinkTo("confirm").Query, host.Logs, StringComparison.Ordinal);
    }

    // The clock of a running host cannot be set.
    private async Task PassTheCooldownAsync(Mailbox mailbox)
    {
        var recipient = (await host.Rows.RecipientAsync(mailbox.Address))!;
        await host.Rows.WriteAsync(
            "Recipients", new TableEntity(recipient.PartitionKey, recipient.RowKey) { ["Confirmations"] = "" });
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Scanners_that_open_every_link_confirm_and_end_nothing()
    {
        var mailbox = new Mailbox(host);
        await host.SendAsync(Post.Subscribe(mailbox.Address));
        var asked = await mailbox.ReceivesAsync("subscribe-confirm");
        await ScanAsync(mailbox);
        Assert.Equal("pending", (await host.Rows.RecipientAsync(mailbox.Address))!["State"]);

        using (await host.Http.PostAsync(asked.LinkTo("confirm"), content: null))
        {
            await mailbox.ReceivesAsync("subscribe-welcome");
        }

        var before = await host.Rows.RecipientAsync(mailbox.Address);
        await ScanAsync(mailbox);

        Assert.Equal(before!.ETag, (await host.Rows.RecipientAsync(mailbox.Address))!.ETag);
        Assert.Equal("confirmed", before["State"]);
        Assert.Equal(2, (await host.CapturedMail.ToAsync(mailbox.Address)).Count);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_hundred_requests_at_once_send_one_mail_and_make_one_recipient()
    {
        var mailbox = new Mailbox(host);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => host.SendAsync(
            Post.Subscribe(mailbox.Address).Header("Idempotency-Key", Some.Token()))));

        Assert.All(answers, answer => Assert.Equal(200, answer.Code));
        await mailbox.ReceivesAsync("subscribe-confirm");
        foreach (var answer in answers)
        {
            await host.SettledAsync(answer.Id, withinSeconds: 60);
        }

        Assert.Single(await host.CapturedMail.ToAsync(mailbox.Address));
        Assert.Equal("pending", (await host.Rows.RecipientAsync(mailbox.Address))!["State"]);
    }

    // Ten clients, ten times each.
    private static async Task ScanAsync(Mailbox mailbox)
    {
        var links = await mailbox.LinksAsync();
        Assert.NotEmpty(links);
        foreach (var _ in Enumerable.Range(0, 10))
        {
            using var scanner = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
            foreach (var link in links)
            {
                foreach (var i in Enumerable.Range(0, 10))
                {
                    using var request = new HttpRequestMessage(i % 2 == 0 ? HttpMethod.Get : HttpMethod.Head, link);
                    using var response = await scanner.SendAsync(request);
                    Assert.Equal(200, (int)response.StatusCode);
                }
            }
        }
    }

    private static async Task FollowAsync(Visit visit, Uri link, string title)
    {
        await visit.Page.GotoAsync(link.AbsoluteUri);
        Assert.Equal(title, await visit.Page.Locator("h1").InnerTextAsync());
    }

    private static async Task PressAsync(Visit visit, string button, string title)
    {
        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = button }).ClickAsync();
        await visit.Page.Locator("h1", new() { HasText = title }).WaitForAsync();
    }
}
