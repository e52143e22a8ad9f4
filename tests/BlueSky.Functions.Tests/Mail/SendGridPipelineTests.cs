using BlueSky.Functions.Mail;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Testing;
using Polly.Timeout;
using SendGrid;

namespace BlueSky.Functions.Tests.Mail;

public sealed class SendGridPipelineTests
{
    private readonly ResiliencePipelineDescriptor pipeline =
        new ServiceCollection().AddSingleton(TimeProvider.System).AddSingleton<SendGridCircuit>().AddSendGridPipeline()
            .BuildServiceProvider().GetRequiredService<ResiliencePipeline<Response>>().GetPipelineDescriptor();

    [Fact]
    public void It_is_total_timeout_then_retry_then_circuit_breaker_then_attempt_timeout() =>
        Assert.Equal(
            [
                typeof(TimeoutStrategyOptions), typeof(RetryStrategyOptions<Response>),
                typeof(CircuitBreakerStrategyOptions<Response>), typeof(TimeoutStrategyOptions),
            ],
            pipeline.Strategies.Select(strategy => strategy.Options!.GetType()));

    [Fact]
    public void One_mail_takes_at_most_forty_seconds_and_one_attempt_ten()
    {
        Assert.Equal(TimeSpan.FromSeconds(40), ((TimeoutStrategyOptions)pipeline.Strategies[0].Options!).Timeout);
        Assert.Equal(TimeSpan.FromSeconds(10), ((TimeoutStrategyOptions)pipeline.Strategies[3].Options!).Timeout);
    }

    [Fact]
    public void The_breaker_can_trip_at_the_volume_of_a_clinic()
    {
        var breaker = (CircuitBreakerStrategyOptions<Response>)pipeline.Strategies[2].Options!;

        Assert.Equal((0.5, 8), (breaker.FailureRatio, breaker.MinimumThroughput));
        Assert.Equal(TimeSpan.FromSeconds(60), breaker.SamplingDuration);
        Assert.Equal(TimeSpan.FromSeconds(15), breaker.BreakDuration);
    }
}
