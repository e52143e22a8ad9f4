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
/// The resilience pipeline of all requests to SendGrid: total timeout, retry, circuit breaker, attempt timeout. Waits
/// of minutes are left to the outbox and the queue.
/// </summary>
internal static class SendGridPipeline
{
    public const string Name = "sendgrid";

    public static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(40);
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait inside; for a longer one the email is rescheduled by the queue.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(8);

    public static IServiceCollection AddSendGridPipeline(this IServiceCollection services) => services
        // Polly records retries and the circuit as metrics; the app logs only the outcome.
        .AddLogging(logging => logging.AddFilter("Polly", LogLevel.None))
        .AddSendGridPipeline(Name, provider => provider.GetRequiredService<SendGridCircuit>())
        .AddSingleton(provider => provider.GetRequiredService<ResiliencePipelineProvider<string>>()
            .GetPipeline<Response>(Name));

    /// <summary>Adds one more, with a circuit of its own.</summary>
    public static IServiceCollection AddSendGridPipeline(
        this IServiceCollection services, string name, Func<IServiceProvider, SendGridCircuit> circuit) =>
        services.AddResiliencePipeline<string, Response>(name, (builder, context) => Configure(
            builder, context.ServiceProvider.GetRequiredService<TimeProvider>(), circuit(context.ServiceProvider)));

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
                // Null: use the backoff delay.
                DelayGenerator = args => ValueTask.FromResult(
                    args.Outcome.Result is { } response ? RequestedDelay(response, clock.GetUtcNow()) : null),
            })
            // A clinic sends few emails an hour: the default minimum of 100 requests would never be reached.
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Response>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 8,
                SamplingDuration = TimeSpan.FromSeconds(60),
                BreakDuration = TimeSpan.FromSeconds(15),
                ShouldHandle = args => ValueTask.FromResult(IsFailureOfSendGrid(args.Outcome)),
                OnOpened = args => Run(() => circuit.Open(args.BreakDuration)),
                OnClosed = _ => Run(circuit.Close),
            })
            .AddTimeout(AttemptTimeout);
    }

    /// <summary>True for the two errors that occur before any byte of the request is sent.</summary>
    public static bool IsCertainlyNotSent(HttpRequestException e) =>
        e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;

    /// <summary>
    /// The delay that <c>X-RateLimit-Reset</c> (Unix seconds) or <c>Retry-After</c> requests; null without one, or when
    /// its time has passed.
    /// </summary>
    public static TimeSpan? RequestedDelay(Response response, DateTimeOffset now)
    {
        var headers = response.Headers;
        TimeSpan?[] requested =
        [
            response.StatusCode == HttpStatusCode.TooManyRequests
            && headers.TryGetValues("X-RateLimit-Reset", out var values)
            && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var reset)
            && reset <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? DateTimeOffset.FromUnixTimeSeconds(reset) - now
                : null,
            headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - now,
        ];
        return requested.FirstOrDefault(wait => wait > TimeSpan.Zero);
    }

    private static ValueTask Run(Action action)
    {
        action();
        return ValueTask.CompletedTask;
    }

    // Only when certainly not accepted: SendGrid has no idempotency key.
    private static bool IsWorthRetrying(Outcome<Response> outcome, TimeProvider clock) => outcome switch
    {
        { Exception: HttpRequestException e } => IsCertainlyNotSent(e),
        { Result: { } response } => response.VerdictOn() == SendGridVerdict.Wait
            && (RequestedDelay(response, clock.GetUtcNow()) is not { } wait || wait <= MaxDelay),
        _ => false,
    };

    private static bool IsFailureOfSendGrid(Outcome<Response> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException or IOException } => true,
        { Result: { } response } => response.VerdictOn() == SendGridVerdict.Wait,
        _ => false,
    };
}
