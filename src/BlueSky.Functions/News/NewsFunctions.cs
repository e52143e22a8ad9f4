using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.News;

/// <summary>The queue triggers of news.</summary>
public sealed partial class NewsFunctions
{
    private readonly NewsSending sending;
    private readonly ILogger<NewsFunctions> logger;

    internal NewsFunctions(NewsSending sending, ILogger<NewsFunctions> logger) =>
        (this.sending, this.logger) = (sending, logger);

    [Function("send-news")]
    public Task SendAsync(
        [QueueTrigger(NewsMessage.QueueName)] string message, CancellationToken cancellationToken) =>
        sending.RunAsync(NewsMessage.Parse(message), cancellationToken);

    /// <summary>The part stays open, so it is tried again within minutes.</summary>
    [Function("report-poisoned-news")]
    public Task ReportAsync([QueueTrigger(NewsMessage.PoisonQueueName)] string message)
    {
        LogPoisoned();
        return Task.CompletedTask;
    }

    [LoggerMessage(
        LogLevel.Critical, "A part of news could not be sent five times; the log says why, and it is tried again")]
    private partial void LogPoisoned();
}
