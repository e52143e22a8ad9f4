using BlueSky.Functions.Operations;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Webhooks;

namespace BlueSky.Functions.Tests.Operations;

public sealed class QuarantineReleaseTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_quarantined_submission_is_processed_as_if_it_had_been_accepted()
    {
        var id = await QuarantinedAsync();

        var result = Assert.Single(await ReleaseAsync(id));

        Assert.Equal((SubmissionState.Received, true, null), (result.State, result.IsQueued, result.Obstacle));
        Assert.Null(app.Submissions.Single.Error);
        Assert.Equal(app.Clock.GetUtcNow(), Assert.Single(app.Submissions.Markers).OpenedAt);

        await app.ProcessQueueAsync();

        Assert.Equal(SubmissionState.Processed, app.Submissions.Single.State);
        Assert.Equal(
            ["consultation-received", "staff-notice"], app.Sender.Sent.Select(mail => mail.Template).Order());
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task Released_twice_at_once_its_mails_go_out_once()
    {
        var id = await QuarantinedAsync();

        await Task.WhenAll(ReleaseAsync(id), ReleaseAsync(id));
        await app.ProcessQueueAsync();

        Assert.Equal(2, app.Sender.Sent.Count);
    }

    [Fact]
    public async Task When_the_queue_is_out_Sweep_finds_what_was_released()
    {
        var id = await QuarantinedAsync();

        app.Queue.IsDown = true;
        var result = Assert.Single(await ReleaseAsync(id));
        app.Queue.IsDown = false;

        Assert.False(result.IsQueued);
        await app.PassAsync(TimeSpan.FromMinutes(4));
        Assert.Equal(SubmissionState.Processed, app.Submissions.Single.State);
    }

    [Fact]
    public async Task A_hook_without_an_id_can_be_released()
    {
        using var webflow = new WebflowApp();
        await webflow.PostAsync(WebflowApp.Contact("""{"First Name":"Ada","Email":"ada@example.org"}""", id: ""));

        var result = Assert.Single(await ReleaseAsync(webflow.App.Submissions.Single.Id, webflow.App));

        Assert.True(result.IsQueued);
    }

    [Theory]
    [InlineData("Job Application", """{"Name":"Ada"}""", "its form is not known here")]
    [InlineData("Newsletter", """{"Email":"ada at example"}""", "its fields break the form's rules: TYPE_EMAIL")]
    [InlineData("Contact Us", """{"Name":"Ada"}""", "its fields break the form's rules: REQUIRED_FIELD_MISSING")]
    public async Task What_could_not_have_been_accepted_stays_quarantined(string form, string fields, string obstacle)
    {
        using var webflow = new WebflowApp();
        await webflow.PostAsync(WebflowApp.V2(form, fields));
        await webflow.App.ProcessQueueAsync();

        var result = Assert.Single(await ReleaseAsync(webflow.App.Submissions.Single.Id, webflow.App));

        Assert.Equal((SubmissionState.Quarantined, obstacle, null), (result.State, result.Obstacle, result.IsQueued));
        Assert.Equal(SubmissionState.Quarantined, webflow.App.Submissions.Single.State);
        Assert.Empty(webflow.App.Queue.Messages);
    }

    [Fact]
    public async Task What_is_processed_has_nothing_to_be_released()
    {
        var id = await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();

        var result = Assert.Single(await ReleaseAsync(id));

        Assert.Equal("it is processed, not quarantined", result.Obstacle);
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task An_unknown_id_is_no_submission() => Assert.Empty(await ReleaseAsync("BSK-2222-2222"));

    private Task<string> QuarantinedAsync() => app.AcceptAsync(
        "consultation", ("name", "Ada Lovelace"), ("email", "ada@example.org"), ("message", "Please\ncall."),
        ("preferred_time", "mornings"), ("Insurance", "none"), ("_gotcha", "x"));

    private Task<IReadOnlyList<ReleaseResult>> ReleaseAsync(string id) => ReleaseAsync(id, app);

    private static Task<IReadOnlyList<ReleaseResult>> ReleaseAsync(string id, TestApp app) =>
        app.Get<QuarantineRelease>().RunAsync(id, "operator", CancellationToken.None);
}
