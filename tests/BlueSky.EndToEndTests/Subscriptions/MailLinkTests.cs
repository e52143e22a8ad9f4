using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Subscriptions;

public sealed class QuickHost() : LocalHostFixture(new Dictionary<string, string>
{
    ["Subscriptions:DoubleOptIn"] = "true",
    ["Subscriptions:ConfirmCooldown"] = "00:00:00.001",
});

/// <summary>Every link of every mail to a subscriber, opened and pressed.</summary>
public sealed class MailLinkTests(QuickHost quick) : IClassFixture<QuickHost>
{
    private readonly LocalHost host = quick.Host;
    private readonly Mailbox mailbox = new(quick.Host);

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_subscriber_can_open_and_press_every_link_of_every_mail()
    {
        await host.SendAsync(Post.Subscribe(mailbox.Address));
        var asked = await mailbox.ReceivesAsync("subscribe-confirm");
        Assert.Equal(["confirm", "not-me"], await OpenAllAsync(asked));

        Assert.Equal((200, "You are signed up"), await PressAsync(asked.LinkTo("confirm")));
        Assert.Equal((200, "You are already signed up"), await PressAsync(asked.LinkTo("confirm")));
        var welcome = await mailbox.ReceivesAsync("subscribe-welcome");
        Assert.Equal(["resources", "unsubscribe"], await OpenAllAsync(welcome));

        var oneClick = new Uri(welcome.Headers["List-Unsubscribe"].Trim('<', '>'));
        Assert.Equal((200, "You are unsubscribed"), await PressAsync(oneClick, "List-Unsubscribe", "One-Click"));
        Assert.Equal((200, "You are unsubscribed"), await PressAsync(welcome.LinkTo("unsubscribe")));
        Assert.Equal(
            (200, "Please check your inbox"), await PressAsync(welcome.LinkTo("unsubscribe"), "undo", "1"));
        Assert.Equal((410, "This link is no longer needed"), await OpenAsync(HttpMethod.Get, asked.LinkTo("confirm")));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_person_who_did_not_ask_can_say_so()
    {
        await host.SendAsync(Post.Subscribe(mailbox.Address));
        var asked = await mailbox.ReceivesAsync("subscribe-confirm");

        Assert.Equal((200, "We deleted the request"), await PressAsync(asked.LinkTo("not-me")));
        Assert.Equal((410, "This link is no longer needed"), await PressAsync(asked.LinkTo("confirm")));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task An_expired_link_offers_a_new_mail_and_sends_it()
    {
        await host.SendAsync(Post.Subscribe(mailbox.Address));
        var expired = Expired((await mailbox.ReceivesAsync("subscribe-confirm")).LinkTo("confirm"));

        Assert.Equal((410, "This link is too old"), await OpenAsync(HttpMethod.Get, expired));
        Assert.Equal((410, ""), await OpenAsync(HttpMethod.Head, expired));
        Assert.Equal((410, "This link is too old"), await PressAsync(expired));
        Assert.Equal((200, "Please check your inbox"), await PressAsync(expired, "again", "1"));
        await mailbox.ReceivesAsync("subscribe-confirm", count: 2);
    }

    private async Task<IReadOnlyList<string>> OpenAllAsync(SentMail mail)
    {
        var links = mail.Links.Distinct().Select(link => new Uri(link))
            .Where(link => link.AbsolutePath.StartsWith("/api/", StringComparison.Ordinal)).ToList();
        foreach (var link in links)
        {
            var (status, title) = await OpenAsync(HttpMethod.Get, link);
            Assert.Equal(200, status);
            Assert.NotEqual("", title);
            Assert.Equal((200, ""), await OpenAsync(HttpMethod.Head, link));
        }

        return [.. links.Select(link => link.Segments[^1]).Order(StringComparer.Ordinal)];
    }

    private Task<(int Status, string Title)> OpenAsync(HttpMethod method, Uri link) =>
        SendAsync(new HttpRequestMessage(method, link.PathAndQuery));

    private Task<(int Status, string Title)> PressAsync(Uri link, params string[] field) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, link.PathAndQuery)
        {
            Content = new FormUrlEncodedContent(field.Chunk(2).Select(one => KeyValuePair.Create(one[0], one[1]))),
        });

    private async Task<(int Status, string Title)> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await host.Http.SendAsync(request);
            var answer = await Answer.ReadAsync(response);
            return (answer.Code, answer.Page.QuerySelector("h1")?.TextContent ?? "");
        }
    }

    // Signed by the app's own key, as if it had been sent longer ago.
    private Uri Expired(Uri link)
    {
        var token = Uri.UnescapeDataString(link.Query["?t=".Length..]).Split('.');
        var subject = $"{token[1][..token[1].LastIndexOf('-')]}-1";
        var key = Convert.FromBase64String(SigningKey()[(token[0].Length + 1)..]);
        var mac = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"confirm\n{token[0]}\n{subject}"));
        var signed = $"{token[0]}.{subject}.{System.Buffers.Text.Base64Url.EncodeToString(mac)}";
        return new Uri(link, $"?t={Uri.EscapeDataString(signed)}");
    }

    private string SigningKey()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(host.SettingsFile));
        return settings.RootElement.GetProperty("Values").GetProperty("Secrets__Keys__0").GetString()!;
    }
}
