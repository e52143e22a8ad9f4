using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BlueSky.Functions.Telemetry;

/// <summary>
/// The app's spans and metrics, under OpenTelemetry's conventions. All attributes are named here, so that it is easy to
/// check that none is personal: forms, templates, outcomes, and references that mean nothing to outsiders. States have
/// the same names as in the tables. Cheap without a listener.
/// </summary>
internal sealed class Instrumentation : IDisposable
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "BlueSky.Functions";

    private const string Form = "bluesky.form";
    private const string Submission = "bluesky.submission";
    private const string Template = "bluesky.mail.template";
    private const string Outcome = "bluesky.outcome";
    private const string ErrorType = "error.type";

    private const string Unavailable = "unavailable";
    private const string Queue = "submissions";

    /// <summary>In seconds: from barely noticeable to a day of outage.</summary>
    private static readonly InstrumentAdvice<double> Waits = new()
    {
        HistogramBucketBoundaries = [0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 86_400],
    };

    private readonly ActivitySource source = new(Name);
    private readonly Counter<long> submissions;
    private readonly Counter<long> refusals;
    private readonly Counter<long> mails;
    private readonly Histogram<double> submissionWait;
    private readonly Histogram<double> mailDelay;
    private readonly Gauge<long> open;
    private readonly Gauge<double> openAge;

    public Instrumentation(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        submissions = meter.CreateCounter<long>(
            "bluesky.submissions", "{submission}", "Submissions that came in, or to another state");
        refusals = meter.CreateCounter<long>("bluesky.refusals", "{post}", "Form posts that were not taken");
        mails = meter.CreateCounter<long>(
            "bluesky.mails", "{mail}", "Mails that came to another state, by SendGrid's reports too");
        submissionWait = meter.CreateHistogram(
            "bluesky.submission.wait", "s", "From the post until its mails were due", advice: Waits);
        mailDelay = meter.CreateHistogram(
            "bluesky.mail.delay", "s", "From the post until SendGrid accepted a mail", advice: Waits);
        open = meter.CreateGauge<long>(
            "bluesky.open", "{submission}", "Submissions with something left to do, as Sweep last saw them");
        openAge = meter.CreateGauge<double>(
            "bluesky.open.age", "s", "Age of the oldest of these that no limit holds back; 0 without any");
    }

    /// <summary>True for this instance's own source: there may be several apps in one process.</summary>
    public bool IsFrom(ActivitySource other) => ReferenceEquals(source, other);

    /// <summary>The parent span of everything that results from a post.</summary>
    /// <remarks>
    /// Below the request's span, but without its <c>tracestate</c> and baggage, which the visitor controls.
    /// </remarks>
    public Activity? StartAccept(string kind)
    {
        var request = Activity.Current;
        // An unrecorded span is not exported (see HostTrace): use its parent, the request of the host.
        var parent = request is { IsAllDataRequested: false } ? request.ParentSpanId : request?.SpanId ?? default;
        return source.StartActivity(
            "accept submission",
            ActivityKind.Internal,
            new ActivityContext(request?.TraceId ?? default, parent, request?.ActivityTraceFlags ?? default),
            [new(Form, kind)]);
    }

    /// <param name="outcome">"repeated", or the state in which it was stored.</param>
    public void Accepted(Activity? span, string kind, string id, string outcome)
    {
        span?.SetTag(Submission, id).SetTag(Outcome, outcome);
        SubmissionMoved(kind, outcome);
    }

    public void NotStored(Activity? span, string kind)
    {
        span?.SetTag(Outcome, Unavailable);
        Fail(span, Unavailable);
        SubmissionMoved(kind, Unavailable);
    }

    /// <param name="form">Null when there is no such form: the requested name may be anything.</param>
    /// <param name="code">The first error code of the response.</param>
    public void Refused(string? form, string code) =>
        refusals.Add(1, new(Form, form ?? "unknown"), new(ErrorType, code));

    public Activity? StartEnqueue() => source.StartActivity(
        $"send {Queue}", ActivityKind.Producer, default(ActivityContext), Messaging("send"));

    public static void NotEnqueued(Activity? span) => Fail(span, Unavailable);

    /// <summary>
    /// Runs within a span below that of the post, which may be of another process and days old: the submission's row
    /// contains the link, so that it survives a lost message.
    /// </summary>
    /// <param name="traceParent">The span of the post, as W3C's <c>traceparent</c>.</param>
    public async Task ProcessAsync(string kind, string id, string? traceParent, Func<Task> process)
    {
        _ = ActivityContext.TryParse(traceParent, null, out var post);
        using var span = source.StartActivity(
            $"process {Queue}",
            ActivityKind.Consumer,
            post,
            [.. Messaging("process"), new(Form, kind), new(Submission, id)]);
        try
        {
            await process();
        }
        catch (Exception e)
        {
            // Only the type: the message may contain personal data.
            Fail(span, e.GetType().FullName!);
            throw;
        }
    }

    /// <param name="elapsed">From the post until now.</param>
    public void Processed(string kind, TimeSpan elapsed) =>
        submissionWait.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>(Form, kind));

    /// <param name="outcome">The new state, or why it did not change.</param>
    public void SubmissionMoved(string kind, string outcome) =>
        submissions.Add(1, new(Form, kind), new(Outcome, outcome));

    /// <summary>The span of one attempt to send an email, including its quick retries.</summary>
    /// <param name="rowKey">The row key in the outbox.</param>
    public Activity? StartSend(string template, string rowKey, int attempt) => source.StartActivity(
        "send mail",
        ActivityKind.Client,
        default(ActivityContext),
        [
            new("peer.service", "sendgrid"), new(Template, template), new("bluesky.mail", rowKey),
            new("bluesky.mail.attempt", attempt),
        ]);

    /// <param name="elapsed">From the post until now.</param>
    public void Accepted(Activity? span, string template, TimeSpan elapsed)
    {
        span?.SetTag(Outcome, "accepted");
        mailDelay.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>(Template, template));
    }

    /// <param name="outcome">One word. SendGrid's own text stays in the row, because it may contain an address.</param>
    public static void NotAccepted(Activity? span, string outcome)
    {
        span?.SetTag(Outcome, outcome);
        Fail(span, outcome);
    }

    /// <param name="state">The new state.</param>
    public void MailMoved(string template, string state) => mails.Add(1, new(Template, template), new(Outcome, state));

    /// <param name="unfinished">How many submissions have something left to do.</param>
    /// <param name="oldest">The age of the oldest of these, except held ones.</param>
    public void Swept(int unfinished, TimeSpan oldest)
    {
        open.Record(unfinished);
        openAge.Record(oldest.TotalSeconds);
    }

    public void Dispose() => source.Dispose();

    private static KeyValuePair<string, object?>[] Messaging(string operation) =>
    [
        new("messaging.system", "azure_queue_storage"),
        new("messaging.operation.name", operation),
        new("messaging.operation.type", operation),
        new("messaging.destination.name", Queue),
    ];

    private static void Fail(Activity? span, string errorType) =>
        span?.SetTag(ErrorType, errorType).SetStatus(ActivityStatusCode.Error);
}
