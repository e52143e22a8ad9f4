using BlueSky.Functions.Operations;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.Webhooks;

namespace BlueSky.Functions.Tests.Requests;

/// <summary>What follows from a person's word that a request is spam, or real.</summary>
public sealed class BlockedSenderTests : IDisposable
{
    private readonly TestApp app = new();
    private readonly RequestApp desk;

    public BlockedSenderTests() => desk = new RequestApp(app);

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("Ada@example.org", "505 555 0199", true)]
    [InlineData("eve@example.org", "+1 (505) 555-0100", true)]
    [InlineData("eve@example.org", "505 555 0199", false)]
    public async Task The_next_request_with_the_address_or_the_number_is_held_back(
        string email, string phone, bool isHeldBack)
    {
        await CallSpamAsync();

        var next = await PostAsync(email, phone);

        Assert.Equal(isHeldBack, next.IsHeldBack);
        Assert.Equal(isHeldBack ? "staff called an earlier post of this sender spam" : null, next.Error);
        Assert.Equal(
            isHeldBack ? RequestGroup.Held : RequestGroup.New, desk.List.Single(line => line.Id == next.Id).Group);
        Assert.Equal(!isHeldBack, app.Sender.Sent.Any(mail => mail.To == email));
    }

    [Fact]
    public async Task It_is_held_back_for_thirty_days_and_no_longer()
    {
        await CallSpamAsync();

        app.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.True((await PostAsync()).IsHeldBack);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await PostAsync("ada@example.org", "505 555 0199")).IsHeldBack);
    }

    [Fact]
    public async Task Another_instance_holds_back_half_a_minute_later_at_most()
    {
        using var other = new TestApp(externals: app.Externals);
        await other.AcceptAsync("consultation", ("name", "Bob"), ("phone", "505 555 0111"));
        await other.ProcessQueueAsync();
        var spam = await desk.AcceptHeldBackAsync();
        await app.ProcessQueueAsync();
        await desk.DoAsync(RequestAction.Spam, id: spam);

        app.Clock.Advance(TimeSpan.FromSeconds(30));
        var id = await other.AcceptAsync("consultation", ("name", "Ada"), ("email", "ada@example.org"));
        await other.ProcessQueueAsync();

        Assert.True(app.Submissions.Rows.Single(row => row.Id == id).IsHeldBack);
    }

    [Fact]
    public async Task A_subscription_with_the_address_is_held_back_too()
    {
        await CallSpamAsync();

        var id = await app.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await app.ProcessQueueAsync();

        Assert.Equal(SubmissionState.Quarantined, app.Submissions.Rows.Single(row => row.Id == id).State);
        Assert.DoesNotContain(app.Sender.Sent, mail => mail.To == "ada@example.org");
    }

    [Fact]
    public async Task What_Webflow_posts_for_the_sender_is_held_back_too()
    {
        using var webflow = new WebflowApp();
        var clinic = new RequestApp(webflow.App);
        await clinic.AcceptHeldBackAsync();
        await clinic.DoAsync(RequestAction.Spam);

        await webflow.PostAsync(WebflowApp.Contact("""{"Name":"Ada","Email":"ada@example.org"}"""));
        await webflow.App.ProcessQueueAsync();

        Assert.All(clinic.List, line => Assert.NotEqual(RequestGroup.New, line.Group));
        Assert.Equal("staff called an earlier post of this sender spam", webflow.App.Submissions.Rows[1].Error);
    }

    // A stranger must not learn from the response whom the clinic calls spam.
    [Fact]
    public async Task A_post_of_a_blocked_sender_takes_the_steps_and_gets_the_response_of_any_other()
    {
        await CallSpamAsync();
        app.Submissions.Calls.Clear();

        var blocked = await FormClient.PostAsync(app, "name=Ada&email=ada%40example.org", "consultation");
        var calls = app.Submissions.Calls.ToList();
        app.Submissions.Calls.Clear();
        var other = await FormClient.PostAsync(app, "name=Ada&email=eve%40example.org", "consultation");

        Assert.Equal(calls, app.Submissions.Calls);
        Assert.Equal((other.Status, other.Headers.Count), (blocked.Status, blocked.Headers.Count));
        Assert.Equal(2, app.Queue.Messages.Count(message => !message.IsCleanRepeat && message.Mail is null));
        Assert.All(app.Submissions.Rows.Skip(1), row => Assert.Equal(SubmissionState.Received, row.State));
    }

    [Fact]
    public async Task A_repeat_of_a_blocked_senders_post_does_not_release_it()
    {
        await CallSpamAsync();
        var post = await PostAsync();
        await app.Queue.TrySendAsync(
            SubmissionMessage.For(post.Key) with { IsCleanRepeat = true }, TimeSpan.Zero, CancellationToken.None);

        await app.ProcessQueueAsync();

        Assert.True(app.Submissions.Rows.Single(row => row.Id == post.Id).IsHeldBack);
    }

    [Fact]
    public async Task Once_one_of_them_is_called_real_the_next_is_not_held_back()
    {
        await CallSpamAsync();
        var held = await PostAsync();

        await desk.DoAsync(RequestAction.Real, id: held.Id);

        Assert.Empty(app.Externals.Blocked.Senders);
        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False((await PostAsync()).IsHeldBack);
    }

    [Theory]
    [InlineData(nameof(RequestAction.Undo))]
    [InlineData(nameof(RequestAction.Reopen))]
    [InlineData(nameof(RequestAction.Real))]
    public async Task Who_was_called_spam_by_mistake_is_blocked_no_more(string action)
    {
        await CallSpamAsync();

        await desk.DoAsync(Enum.Parse<RequestAction>(action));
        await app.ProcessQueueAsync();

        Assert.Empty(app.Externals.Blocked.Senders);
    }

    [Theory]
    [InlineData(nameof(RequestAction.Spam))]
    [InlineData(nameof(RequestAction.Real))]
    public async Task Who_was_blocked_before_is_still_blocked_when_a_later_word_is_taken_back(string action)
    {
        await CallSpamAsync();
        var held = await PostAsync();
        await desk.DoAsync(Enum.Parse<RequestAction>(action), id: held.Id);

        await desk.DoAsync(RequestAction.Undo, id: held.Id);

        Assert.Equal(2, app.Externals.Blocked.Senders.Count);
    }

    [Fact]
    public async Task A_block_that_an_outage_prevented_is_made_while_processing()
    {
        await desk.AcceptHeldBackAsync();
        await app.ProcessQueueAsync();
        app.Externals.Blocked.IsDown = true;
        await desk.DoAsync(RequestAction.Spam);
        app.Externals.Blocked.IsDown = false;
        Assert.Empty(app.Externals.Blocked.Senders);

        await app.ProcessQueueAsync();

        Assert.Equal(2, app.Externals.Blocked.Senders.Count);
        Assert.Equal(RequestGroup.Done, Assert.Single(desk.List).Group);
    }

    [Fact]
    public async Task What_is_erased_while_its_sender_is_looked_up_ends_processing()
    {
        await CallSpamAsync();
        var id = await app.AcceptAsync("consultation", ("name", "Ada"), ("email", "ada@example.org"));
        app.Externals.Blocked.OnListed = () => app.Get<Erasure>().EraseAsync(
            app.Submissions.Rows.Single(row => row.Id == id).Key, CancellationToken.None);

        await app.ProcessQueueAsync();

        Assert.DoesNotContain(desk.List, line => line.Id == id);
        Assert.DoesNotContain(app.Mails.Rows, mail => mail.Submission.Id == id);
    }

    private async Task CallSpamAsync()
    {
        await desk.AcceptHeldBackAsync();
        await app.ProcessQueueAsync();
        await desk.DoAsync(RequestAction.Spam);
        await app.ProcessQueueAsync();
    }

    private async Task<Submission> PostAsync(string email = "ada@example.org", string phone = "505 555 0100")
    {
        var id = await app.AcceptAsync("consultation", ("name", "Ada L."), ("email", email), ("phone", phone));
        await app.ProcessQueueAsync();
        return app.Submissions.Rows.Last(row => row.Id == id);
    }
}
