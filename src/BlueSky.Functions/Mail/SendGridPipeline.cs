using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using Polly.Retry;
using Polly.Timeout;
using SendGrid;

namespace BlueSky.Functions.Mail;

/// <summary>
/// The one pipeline that requests to SendGrid go through: total time-out, retry, circuit breaker, attempt time-out.
/// Waits of minutes are not its business: the outbox and the queue do those.
/// </summary>
internal static class SendGridPipeline
{
    public const string Name = "sendgrid";

    public static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(40);
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait inside; who is asked for more gives the mail back to the queue instead.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(8);

    public static IServiceCollection AddSendGridPipeline(this IServiceCollection services) => services
        // Retries and the circuit are Polly's own metrics. What the app logs of them is the outcome.
        .AddLogging(logging => logging.AddFilter("Polly", LogLevel.None))
        .AddResiliencePipeline<string, Response>(Name, (builder, context) => Configure(
            builder,
            context.ServiceProvider.GetRequiredService<TimeProvider>(),
            context.ServiceProvider.GetRequiredService<SendGridCircuit>()))
        .AddSingleton(provider => provider.GetRequiredService<ResiliencePipelineProvider<string>>()
            .GetPipeline<Response>(Name));

    internal static void Configure(
        ResiliencePipelineBuilder<Response> builder, TimeProvider clock, SendGridCircuit circuit)
    {
        builder.TimeProvider = clock;
        builder
            .AddTimeout(TotalTimeout)
            .AddRetry(new RetryStrategyOptions<Response>
            {
                MaxRetryAttempts = 3,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = MaxDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = args => ValueTask.FromResult(IsWorthRetrying(args.Outcome, clock)),
                // Null lets the back-off decide.
                DelayGenerator = args => ValueTask.FromResult(
                    args.Outcome.Result is { } response ? AskedDelay(response, clock.GetUtcNow()) : null),
            })
            // A clinic sends a few mails an hour: the default of 100 requests in 30 seconds would never trip.
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Response>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 8,
                SamplingDuration = TimeSpan.FromSeconds(60),
                BreakDuration = TimeSpan.FromSeconds(15),
                ShouldHandle = args => ValueTask.FromResult(IsFailureOfSendGrid(args.Outcome)),
                OnOpened = args => Told(() => circuit.Open(args.BreakDuration)),
                OnClosed = _ => Told(circuit.Close),
            })
            .AddTimeout(AttemptTimeout);
    }

    /// <summary>True for the two failures that happen before a byte of the request is sent.</summary>
    public static bool IsCertainlyNotSent(HttpRequestException e) =>
        e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;

    /// <summary>
    /// What <c>X-RateLimit-Reset</c> (Unix seconds) or <c>Retry-After</c> asks for; null when neither does, or for a
    /// time that has passed.
    /// </summary>
    public static TimeSpan? AskedDelay(Response response, DateTimeOffset now)
    {
        var headers = response.Headers;
        TimeSpan?[] asked =
        [
            response.StatusCode == HttpStatusCode.TooManyRequests
            && headers.TryGetValues("X-RateLimit-Reset", out var values)
            && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var reset)
            && reset <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? DateTimeOffset.FromUnixTimeSeconds(reset) - now
                : null,
            headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - now,
        ];
        return asked.FirstOrDefault(wait => wait > TimeSpan.Zero);
    }

    private static ValueTask Told(Action tell)
    {
        tell();
        return ValueTask.CompletedTask;
    }

    // Only what is certain not to have been accepted: SendGrid has no idempotency key.
    private static bool IsWorthRetrying(Outcome<Response> outcome, TimeProvider clock) => outcome switch
    {
        { Exception: HttpRequestException e } => IsCertainlyNotSent(e),
        { Result: { } response } => response.VerdictOn() == SendGridVerdict.Wait
            && (AskedDelay(response, clock.GetUtcNow()) is not { } wait || wait <= MaxDelay),
        _ => false,
    };

    private static bool IsFailureOfSendGrid(Outcome<Response> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException or IOException } => true,
        { Result: { } response } => response.VerdictOn() == SendGridVerdict.Wait,
        _ => false,
    };
}
