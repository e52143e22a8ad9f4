using System.Text;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Subscriptions;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Component;

public sealed class UnsubscribeFunctionTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task Opening_the_link_changes_nothing_and_shows_a_button()
    {
        var link = await SubscribeAsync();

        var answer = await RequestAsync("GET", link.Query);

        Assert.Equal(200, answer.Status);
        Assert.Contains("<button type=\"submit\">Unsubscribe</button>", answer.Body, StringComparison.Ordinal);
        Assert.Equal(SubscriptionState.Confirmed, world.Recipients.Single.State);
    }

    [Fact]
    public async Task A_bare_post_unsubscribes_and_is_answered_the_same_each_time()
    {
        var link = await SubscribeAsync();

        var first = await RequestAsync("POST", link.Query);
        var second = await RequestAsync("POST", link.Query);

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.Equal(SubscriptionState.Unsubscribed, world.Recipients.Single.State);
        Assert.Equal(world.Clock.GetUtcNow(), world.Recipients.Single.UnsubscribedAt);
    }

    [Fact]
    public async Task Who_unsubscribed_can_subscribe_again()
    {
        var link = await SubscribeAsync();
        await RequestAsync("POST", link.Query);
        world.Clock.Advance(TimeSpan.FromHours(1));

        await SubscribeAsync();

        Assert.Equal(SubscriptionState.Confirmed, world.Recipients.Single.State);
        Assert.Equal(2, world.Sender.Sent.Count(mail => mail.Template == "subscribe-welcome"));
    }

    [Fact]
    public async Task A_suppressed_recipient_stays_suppressed()
    {
        var link = await SubscribeAsync();
        world.Recipients.Put(world.Recipients.Single with { State = SubscriptionState.Suppressed });

        await RequestAsync("POST", link.Query);

        Assert.Equal(SubscriptionState.Suppressed, world.Recipients.Single.State);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "?t=k1.abc.def")]
    [InlineData("POST", "?t=nonsense")]
    public async Task A_link_that_is_not_ours_says_so(string method, string query)
    {
        var answer = await RequestAsync(method, query);

        Assert.Equal(400, answer.Status);
        Assert.Contains("This link does not work", answer.Body, StringComparison.Ordinal);
    }

    private async Task<Uri> SubscribeAsync()
    {
        await world.AcceptAsync("subscribe", ("email", "a@example.org"));
        await world.ProcessQueueAsync();
        return new Uri(world.Sender.Sent.Last(mail => mail.Template == "subscribe-welcome")
            .Headers["List-Unsubscribe"].Trim('<', '>'));
    }

    private async Task<(int Status, string Body)> RequestAsync(string method, string query)
    {
        var context = new DefaultHttpContext { RequestServices = world.Services };
        context.Request.Method = method;
        context.Request.QueryString = new QueryString(query);
        context.Response.Body = new MemoryStream();

        var result = await world.Function<UnsubscribeFunction>().AnswerAsync(context.Request, CancellationToken.None);
        await result.ExecuteAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()));
    }
}
