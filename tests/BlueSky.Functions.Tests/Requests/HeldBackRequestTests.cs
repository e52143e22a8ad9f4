using BlueSky.Functions.Operations;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Webhooks;

namespace BlueSky.Functions.Tests.Requests;

/// <summary>Requests that are held back or failed: staff are told of them, and they are on the list.</summary>
public sealed class HeldBackRequestTests : IDisposable
{
    private readonly TestApp app = new();
    private readonly RequestApp desk;

    public HeldBackRequestTests() => desk = new RequestApp(app);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Staff_are_told_of_a_request_that_is_held_back_and_the_visitor_gets_nothing()
    {
        var id = await desk.AcceptHeldBackAsync();
        await app.ProcessQueueAsync();

        Assert.Equal(["staff-notice"], Templates());
        Assert.Equal([(id, RequestGroup.Held)], desk.List);
        Assert.Equal("honeypot field filled", Assert.Single(app.Requests.Lines).Reason);
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task Once_it_is_called_real_the_visitor_is_told_and_staff_are_not_told_again()
    {
        var id = await desk.AcceptHeldBackAsync();
        await app.ProcessQueueAsync();

        await desk.DoAsync(RequestAction.Real);
        await app.ProcessQueueAsync();

        Assert.Equal(["staff-notice", "consultation-received"], Templates());
        Assert.Equal((SubmissionState.Processed, 1), (desk.Request.State, desk.Request.Attempts));
        Assert.Equal([(id, RequestGroup.New)], desk.List);
        Assert.Null(Assert.Single(app.Requests.Lines).Reason);
    }

    [Fact]
    public async Task What_was_sent_stays_sent_and_is_not_sent_again_however_often_it_is_called_real()
    {
        await desk.AcceptHeldBackAsync();
        await app.ProcessQueueAsync();
        foreach (var action in (RequestAction[])
            [RequestAction.Real, RequestAction.Real, RequestAction.Undo, RequestAction.Real, RequestAction.Undo])
        {
            await desk.DoAsync(action);
            await app.ProcessQueueAsync();
        }

        Assert.Equal("held back", desk.State);
        await desk.DoAsync(RequestAction.Spam);
        await app.ProcessQueueAsync();
        await desk.DoAsync(RequestAction.Reopen);
        await app.ProcessQueueAsync();

        Assert.Equal(["staff-notice", "consultation-received"], Templates());
        Assert.Equal("new", desk.State);
    }

    [Fact]
    public async Task What_staff_called_spam_is_not_released_when_it_is_posted_again()
    {
        await desk.AcceptHeldBackAsync();
        await desk.DoAsync(RequestAction.Spam);
        await RepeatAsync();

        Assert.Equal((SubmissionState.Quarantined, "spam"), (desk.Request.State, desk.State));
        Assert.Empty(app.Sender.Sent);
    }

    [Fact]
    public async Task What_staff_only_wrote_a_note_about_is_released_when_it_is_posted_again()
    {
        await desk.AcceptHeldBackAsync();
        await desk.DoAsync(RequestAction.Note, note: "Looks real to me.");
        await RepeatAsync();
        await desk.DoAsync(RequestAction.Undo);
        await app.ProcessQueueAsync();

        Assert.Equal((SubmissionState.Processed, "new"), (desk.Request.State, desk.State));
        Assert.Equal([(desk.Request.Id, RequestGroup.New)], desk.List);
    }

    [Fact]
    public async Task Of_an_unknown_form_staff_are_told_and_call_it_real_as_it_is()
    {
        using var webflow = new WebflowApp();
        var clinic = new RequestApp(webflow.App);
        await webflow.PostAsync(WebflowApp.V2("Job Application", """{"Name":"Ada"}"""));
        await webflow.App.ProcessQueueAsync();
        Assert.Equal(RequestGroup.Held, Assert.Single(clinic.List).Group);

        await clinic.DoAsync(RequestAction.Real);
        await webflow.App.ProcessQueueAsync();

        Assert.Equal((SubmissionState.Quarantined, "new"), (clinic.Request.State, clinic.State));
        Assert.Equal(RequestGroup.New, Assert.Single(clinic.List).Group);
        Assert.Equal(["staff-notice"], webflow.App.Sender.Sent.Select(mail => mail.Template));
        Assert.Empty(webflow.App.Submissions.Markers);
    }

    [Fact]
    public async Task A_request_that_failed_is_on_the_list_with_the_reason_and_without_it_once_it_is_requeued()
    {
        var id = await app.AcceptConsultationAsync();
        app.Queue.TakeVisible();
        await app.Get<PoisonedMessages>().FailAsync(new SubmissionMessage("2026-01-08", id), CancellationToken.None);

        Assert.Equal([(id, RequestGroup.New)], desk.List);
        Assert.Equal("processing failed too often; the log says why", app.Requests.Lines[0].Reason);

        await app.Get<Requeue>().RunAsync(id, mail: null, CancellationToken.None);
        await app.ProcessQueueAsync();
        Assert.Null(app.Requests.Lines[0].Reason);
    }

    [Fact]
    public async Task A_subscription_is_no_request()
    {
        await app.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await app.AcceptAsync("subscribe", ("email", "robot@example.org"), ("_gotcha", "x"));
        await app.ProcessQueueAsync();

        Assert.Empty(desk.List);
        Assert.All(app.Submissions.Rows, row => Assert.Equal(Handling.None, row.Handling));
        Assert.Equal(["subscribe-confirm"], Templates());
    }

    [Fact]
    public async Task What_is_erased_while_it_is_processed_is_not_on_the_list()
    {
        await app.AcceptConsultationAsync("ada@example.org");
        app.Requests.OnPut = async () =>
        {
            app.Requests.OnPut = () => Task.CompletedTask;
            await app.EraseAsync("ada@example.org");
        };

        await app.ProcessQueueAsync();

        Assert.Empty(app.Submissions.Rows);
        Assert.Empty(app.Requests.Lines);
    }

    private List<string> Templates() => [.. app.Sender.Sent.Select(mail => mail.Template)];

    // As a visitor does whose browser filled the honeypot.
    private async Task RepeatAsync()
    {
        await app.ProcessQueueAsync();
        app.Sender.Sent.Clear();
        await app.Queue.TrySendAsync(
            SubmissionMessage.For(desk.Request.Key) with { IsCleanRepeat = true }, TimeSpan.Zero,
            CancellationToken.None);
        await app.ProcessQueueAsync();
    }
}
