using System.Diagnostics;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Telemetry;

[Collection(nameof(TelemetryExportTests))]
public sealed class TraceTests : IDisposable
{
    private readonly TestApp app = new(new() { ["Mail:Staff"] = "staff@clinic.example" });
    private readonly RecordingTelemetry telemetry;

    public TraceTests() => telemetry = new RecordingTelemetry(app);

    public void Dispose()
    {
        telemetry.Dispose();
        app.Dispose();
    }

    [Fact]
    public async Task From_the_post_to_the_accepted_mails_all_is_one_trace_across_the_queue()
    {
        var id = await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();

        var accept = telemetry.Span("accept submission");
        var process = telemetry.Span("process submissions");
        var mails = telemetry.Spans.Where(span => span.OperationName == "send mail").ToList();
        Assert.Equal(2, mails.Count);
        Assert.All([process, .. mails], span => Assert.Equal(accept.TraceId, span.TraceId));
        Assert.Equal(accept.SpanId, process.ParentSpanId);
        Assert.All(mails, mail => Assert.Equal(process.SpanId, mail.ParentSpanId));
        Assert.Equal(
            [ActivityKind.Internal, ActivityKind.Consumer, ActivityKind.Client],
            [accept.Kind, process.Kind, mails[0].Kind]);
        Assert.Equal(
            ["bluesky.form=consultation", $"bluesky.submission={id}", "bluesky.outcome=received"], TagsOf(accept));
        Assert.Equal(
            [
                "messaging.system=azure_queue_storage", "messaging.operation.name=process",
                "messaging.operation.type=process", "messaging.destination.name=submissions",
                "bluesky.form=consultation", $"bluesky.submission={id}",
            ],
            TagsOf(process));
        Assert.Contains(mails, mail => TagsOf(mail).SequenceEqual(
        [
            "peer.service=sendgrid", "bluesky.mail.template=staff-notice", $"bluesky.mail={id}.staff-notice",
            "bluesky.mail.attempt=1", "bluesky.outcome=accepted",
        ]));
        Assert.All(telemetry.Spans, span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
    }

    [Fact]
    public async Task A_post_belongs_to_the_request_of_the_Functions_host_and_not_to_the_workers_span_that_nobody_sees()
    {
        using var trace = new HostTrace();
        await trace.StartAsync(CancellationToken.None);
        using var worker = new ActivitySource("Microsoft.Azure.Functions.Worker");
        var request = ActivityContext.Parse(
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "visitor=says");

        using (worker.StartActivity("Invoke", ActivityKind.Server, request))
        {
            await app.AcceptConsultationAsync();
        }

        var accept = telemetry.Span("accept submission");
        Assert.Equal(request.TraceId, accept.TraceId);
        Assert.Equal(request.SpanId, accept.ParentSpanId);
        Assert.Null(accept.TraceStateString);
    }

    [Fact]
    public async Task What_only_Sweep_brings_back_belongs_to_the_same_trace()
    {
        app.Queue.IsDown = true;
        await app.AcceptConsultationAsync();
        app.Queue.IsDown = false;
        await app.PassAsync(TimeSpan.FromMinutes(4));

        var accept = telemetry.Span("accept submission");
        Assert.Equal(accept.SpanId, telemetry.Span("process submissions").ParentSpanId);
        Assert.Equal(2, telemetry.Spans.Count(span =>
            span.OperationName == "send mail" && span.TraceId == accept.TraceId));
    }

    [Fact]
    public async Task A_later_attempt_belongs_to_the_same_trace()
    {
        app.Sender.Answer = _ => new SendOutcome.NotSent("down", null);
        await app.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505-555-0100"));
        await app.ProcessQueueAsync();
        app.Sender.Answer = _ => new SendOutcome.Accepted("message-1");
        await app.PassAsync(TimeSpan.FromMinutes(1));

        var trace = telemetry.Span("accept submission").TraceId;
        var attempts = telemetry.Spans.Where(span => span.OperationName == "send mail").ToList();
        Assert.Equal(
            ["1 not_sent", "2 accepted"],
            attempts.Select(span => $"{span.GetTagItem("bluesky.mail.attempt")} {span.GetTagItem("bluesky.outcome")}"));
        Assert.All(attempts, span => Assert.Equal(trace, span.TraceId));
        Assert.Equal(ActivityStatusCode.Error, attempts[0].Status);
        Assert.Equal("not_sent", attempts[0].GetTagItem("error.type"));
    }

    [Fact]
    public async Task A_span_says_what_failed_and_not_what_the_exception_says()
    {
        app.Submissions.IsDown = true;
        await Assert.ThrowsAnyAsync<Exception>(() => app.AcceptConsultationAsync());

        var accept = telemetry.Span("accept submission");
        Assert.Equal(ActivityStatusCode.Error, accept.Status);
        Assert.Equal(
            ["bluesky.form=consultation", "bluesky.outcome=unavailable", "error.type=unavailable"], TagsOf(accept));
    }

    [Fact]
    public async Task A_submission_that_cannot_be_processed_leaves_the_exception_s_type()
    {
        app.Sender.Answer = mail => throw new InvalidOperationException($"about {mail.To}");
        await app.AcceptConsultationAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(app.ProcessQueueAsync);

        var process = telemetry.Span("process submissions");
        Assert.Equal(ActivityStatusCode.Error, process.Status);
        Assert.Equal("System.InvalidOperationException", process.GetTagItem("error.type"));
        Assert.Null(process.StatusDescription);
        Assert.Empty(process.Events);
    }

    [Fact]
    public async Task The_post_s_span_stands_below_the_request_s_without_the_words_that_came_with_it()
    {
        using var request = new Activity("request");
        request.SetParentId("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
        request.TraceStateString = "vendor=ada@example.org";
        request.AddBaggage("visitor", "ada@example.org");
        request.Start();

        await FormClient.PostAsync(app, "email=a%40example.org");

        var accept = telemetry.Span("accept submission");
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", accept.TraceId.ToHexString());
        Assert.Equal(request.SpanId, accept.ParentSpanId);
        Assert.All(telemetry.Everything, text => Assert.DoesNotContain("ada@", text, StringComparison.Ordinal));
        Assert.Equal(accept.Id, app.Submissions.Single.TraceParent);
    }

    [Fact]
    public async Task A_span_s_parent_that_is_not_one_begins_a_trace_of_its_own()
    {
        await app.AcceptConsultationAsync();
        app.Submissions.Put(app.Submissions.Single with { TraceParent = "nonsense" });
        await app.ProcessQueueAsync();

        Assert.Equal(default, telemetry.Span("process submissions").ParentSpanId);
        Assert.Equal(SubmissionState.Processed, app.Submissions.Single.State);
    }

    [Fact]
    public async Task Nothing_is_noted_in_the_row_while_nobody_listens()
    {
        using var unheard = new TestApp();

        await unheard.AcceptConsultationAsync();

        Assert.Null(unheard.Submissions.Single.TraceParent);
    }

    private static IEnumerable<string> TagsOf(Activity span) =>
        span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}");
}
