using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Submissions;

/// <summary>A post's queue message goes out while its row is being stored.</summary>
public sealed class EarlyMessageTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly TestApp app = new();
    private readonly TaskCompletionSource sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EarlyMessageTests() => app.Queue.OnSent = () =>
    {
        sent.TrySetResult();
        return Task.CompletedTask;
    };

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_row_and_the_message_do_not_wait_for_each_other()
    {
        app.Submissions.OnAdd = () => sent.Task;
        app.Queue.OnSent = () =>
        {
            sent.SetResult();
            return new TaskCompletionSource().Task;
        };

        var id = await app.AcceptConsultationAsync().WaitAsync(Timeout);

        Assert.Equal(id, app.Submissions.Single.Id);
        Assert.Equal([new SubmissionMessage("2026-01-08", id) { IsEarly = true }], app.Queue.Messages);
    }

    [Fact]
    public async Task A_message_that_overtakes_its_row_comes_back_and_the_emails_go_out()
    {
        var id = await AcceptOvertakenAsync();
        Assert.Empty(app.Sender.Sent);
        Assert.Equal([new SubmissionMessage("2026-01-08", id)], app.Queue.Messages);
        Assert.Equal([TimeSpan.FromSeconds(2)], app.Queue.Delays);

        app.Clock.Advance(TimeSpan.FromSeconds(2));
        await app.ProcessQueueAsync();

        Assert.Equal(2, app.Sender.Sent.Count);
        Assert.Empty(app.Submissions.Markers);
        Assert.Empty(app.Queue.Messages);
    }

    [Fact]
    public async Task A_row_that_took_longer_than_its_message_is_away_has_another_message()
    {
        app.Submissions.OnAdd = async () =>
        {
            await sent.Task;
            await app.ProcessQueueAsync();
            app.Clock.Advance(TimeSpan.FromSeconds(2));
            await app.ProcessQueueAsync();
        };

        await app.AcceptConsultationAsync().WaitAsync(Timeout);
        await app.ProcessQueueAsync();

        Assert.Equal(2, app.Sender.Sent.Count);
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task The_message_of_a_row_that_could_not_be_stored_comes_back_once_and_nobody_is_alarmed()
    {
        app.Submissions.IsDown = true;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => app.AcceptConsultationAsync());
        app.Submissions.IsDown = false;

        await app.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Empty(app.Queue.Messages);
        Assert.Empty(app.Submissions.Rows);
        Assert.All(app.Logs.Lines, line => Assert.StartsWith("Information", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_repeat_in_the_next_window_is_processed_by_the_id_of_the_first()
    {
        using var late = new TestApp(startsAt: DateTimeOffset.Parse("2026-01-08T10:09:59Z"));
        var id = await late.AcceptConsultationAsync();
        late.Queue.TakeVisible();
        late.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(id, await late.AcceptConsultationAsync());
        Assert.NotEqual(id, late.Queue.Messages[0].Id);

        await late.PassAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(2, late.Sender.Sent.Count);
        Assert.Empty(late.Queue.Messages);
    }

    [Fact]
    public async Task A_collision_is_processed_by_its_longer_id()
    {
        var shortId = await app.AcceptConsultationAsync();
        using var other = new TestApp();
        await other.Submissions.TryAddAsync(
            app.Submissions.Single with { Hash = new string('0', 64), Version = null, Email = "first@example.org" }, [],
            CancellationToken.None);

        var id = await other.AcceptConsultationAsync();
        await other.ProcessQueueAsync();

        Assert.Equal($"{shortId}-", id[..^4]);
        Assert.Equal(
            ["first@example.org", "visitor@example.org"],
            other.Sender.Sent.Where(mail => mail.Template == "consultation-received").Select(mail => mail.To).Order());
        Assert.Empty(other.Submissions.Markers);
    }

    /// <summary>The message is read before the row is stored.</summary>
    private Task<string> AcceptOvertakenAsync()
    {
        app.Submissions.OnAdd = async () =>
        {
            await sent.Task;
            await app.ProcessQueueAsync();
        };
        return app.AcceptConsultationAsync().WaitAsync(Timeout);
    }
}
