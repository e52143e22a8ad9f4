using BlueSky.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.News;

/// <summary>The routes of news, which need the session of a manager, and the queue triggers that send them.</summary>
public sealed partial class NewsFunctions
{
    /// <summary>In bytes: the longest text, escaped as a form escapes it.</summary>
    private const int MaxBody = 256 * 1024;

    private readonly StaffEndpoint endpoint;
    private readonly NewsEndpoint news;
    private readonly NewsSending sending;
    private readonly ILogger<NewsFunctions> logger;

    internal NewsFunctions(
        StaffEndpoint endpoint, NewsEndpoint news, NewsSending sending, ILogger<NewsFunctions> logger) =>
        (this.endpoint, this.news, this.sending, this.logger) = (endpoint, news, sending, logger);

    [Function("staff-news")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "staff/news")] HttpRequest http,
        CancellationToken cancellationToken) => endpoint.HandleAsync(
            http,
            visit => news.ListAsync(visit, cancellationToken),
            (visit, _) => news.AddAsync(visit, cancellationToken),
            cancellationToken, managersOnly: true);

    [Function("staff-news-item")]
    public Task<IResult> ItemAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "staff/news/{id}")] HttpRequest http, string id,
        CancellationToken cancellationToken) => endpoint.HandleAsync(
            http,
            visit => news.ShowAsync(
                visit, id, http.Query["view"].FirstOrDefault(), http.Query.ContainsKey("saved"), cancellationToken),
            (visit, form) => news.ChangeAsync(visit, id, form, cancellationToken),
            cancellationToken, managersOnly: true, maxBody: MaxBody);

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
