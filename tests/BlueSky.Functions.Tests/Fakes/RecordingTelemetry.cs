using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using BlueSky.Functions.Telemetry;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>Listens to one app's spans and measurements, as an exporter would.</summary>
internal sealed class RecordingTelemetry : IDisposable
{
    private readonly ActivityListener spans;
    private readonly MeterListener measurements = new();

    public RecordingTelemetry(TestApp app)
    {
        var meters = app.Get<IMeterFactory>();
        spans = new ActivityListener
        {
            ShouldListenTo = app.Get<Instrumentation>().IsFrom,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Spans.Enqueue,
        };
        ActivitySource.AddActivityListener(spans);

        measurements.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Instrumentation.Name && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        measurements.SetMeasurementEventCallback<long>(Keep);
        measurements.SetMeasurementEventCallback<double>(Keep);
        measurements.Start();
    }

    /// <summary>In the order in which they ended.</summary>
    public ConcurrentQueue<Activity> Spans { get; } = [];

    /// <summary>Each as <c>name value {tag=value, …}</c>.</summary>
    public ConcurrentQueue<string> Measurements { get; } = [];

    public Activity Span(string name) => Assert.Single(Spans, span => span.OperationName == name);

    public IEnumerable<string> Of(string instrument) =>
        Measurements.Where(line => line.StartsWith($"{instrument} ", StringComparison.Ordinal));

    /// <summary>All that an exporter would see, as text.</summary>
    public IEnumerable<string> Everything => Spans.Select(Text).Concat(Measurements);

    public void Dispose()
    {
        spans.Dispose();
        measurements.Dispose();
    }

    private static string Text(Activity span) =>
        $"{span.OperationName} {span.DisplayName} {span.StatusDescription} {span.TraceStateString} "
        + $"{Tags(span.TagObjects)} {Tags(span.Baggage)} "
        + string.Join(' ', span.Events.Select(happened => $"{happened.Name} {Tags(happened.Tags)}"));

    private static string Tags<T>(IEnumerable<KeyValuePair<string, T>> tags) =>
        $"{{{string.Join(", ", tags.Select(tag => $"{tag.Key}={tag.Value}"))}}}";

    private void Keep<T>(
        Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        where T : struct =>
        Measurements.Enqueue(FormattableString.Invariant($"{instrument.Name} {value} {Tags(tags.ToArray())}"));
}
