using BlueSky.Functions.Mail;
using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.Fakes;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Tests.Telemetry;

/// <summary>Nothing that a visitor wrote is in a span or a measurement, however it goes.</summary>
public sealed class TelemetryPrivacyTests
{
    private const string Post =
        "name=Marker+Name&email=marker-address%40example.org&phone=505+555+7777&message=marker-message"
        + "&marker-field=marker-value&_next=%2Fmarker-next";

    private static readonly Func<OutgoingMail, SendOutcome>[] Answers =
    [
        mail => new SendOutcome.Accepted($"marker-{mail.To}"),
        mail => new SendOutcome.NotSent($"marker: {mail.To}", TimeSpan.FromSeconds(1)),
        mail => new SendOutcome.Unknown($"marker: {mail.To}"),
        mail => new SendOutcome.Denied($"marker: {mail.To}"),
        mail => new SendOutcome.Refused($"marker: {mail.To}"),
        mail => throw new InvalidOperationException($"marker: {mail.To}"),
    ];

    public static TheoryData<int> EachAnswer => [.. Enumerable.Range(0, Answers.Length)];

    [Theory]
    [MemberData(nameof(EachAnswer))]
    public async Task Spans_and_measurements_hold_nothing_personal(int answer)
    {
        using var app = new TestApp();
        using var telemetry = new RecordingTelemetry(app);
        app.Sender.Answer = Answers[answer];

        await FormClient.PostAsync(app, Post, "consultation", with: request =>
        {
            request.Headers["Idempotency-Key"] = "marker-key";
            request.Headers.UserAgent = "marker-agent";
            request.Headers.Referer = "https://www.clinic.example/marker-page?q=marker";
            request.QueryString = new("?t=marker-token");
        });
        await FormClient.PostAsync(app, Post + "&email=marker-second", "marker-form");
        await FormClient.PostAsync(app, "email=marker-no-address", origin: "https://marker.example");
        await FormClient.PostAsync(app, "email=marker-no-address");
        await Record.ExceptionAsync(app.ProcessQueueAsync);
        await Record.ExceptionAsync(() => app.PassAsync(TimeSpan.FromMinutes(2)));

        Assert.True(telemetry.Everything.Count() > 5);
        Assert.All(telemetry.Everything, text =>
        {
            Assert.DoesNotContain("marker", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("7777", text, StringComparison.Ordinal);
            Assert.DoesNotContain("192.0.2.1", text, StringComparison.Ordinal);
        });
    }

    /// <summary>ASP.NET's and HttpClient's information quotes addresses with their queries, for any log at all.</summary>
    [Theory]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics")]
    [InlineData("System.Net.Http.HttpClient.Default.LogicalHandler")]
    public void Whoever_quotes_addresses_with_their_queries_logs_warnings_only(string category)
    {
        using var app = new TestApp();
        var logger = app.Get<ILoggerFactory>().CreateLogger(category);

        Assert.False(logger.IsEnabled(LogLevel.Information));
        Assert.True(logger.IsEnabled(LogLevel.Warning));
    }
}
