using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace BlueSky.Benchmarks.SortedStorage;

/// <summary>The Queue service's REST protocol.</summary>
internal sealed class QueueRequests(Throttle? throttle, TimeProvider clock)
{
    private const string Xml = "application/xml";
    private const int MaxText = 64 * 1024;
    private const int DefaultVisibility = 30;
    private const int DefaultSecondsToLive = 7 * 24 * 60 * 60;

    private readonly ConcurrentDictionary<string, MessageQueue> queues = new(StringComparer.Ordinal);

    public CountedAnswers Counted { get; } = new();

    public async Task AnswerAsync(StorageRequest request)
    {
        try
        {
            await RunAsync(request);
        }
        catch (StorageError error)
        {
            request.Context.Response.Headers["x-ms-error-code"] = error.Code;
            var body = new XElement("Error", new XElement("Code", error.Code), new XElement("Message", error.Code));
            await AnswerAsync(request, error.Status, body);
        }
    }

    private Task RunAsync(StorageRequest request) => request.Path.Split('/') switch
    {
        [""] => AnswerAsync(request, 200, new XElement(
            "EnumerationResults",
            new XElement("Queues", queues.Keys.Order(StringComparer.Ordinal)
                .Select(name => new XElement("Queue", new XElement("Name", name)))),
            new XElement("NextMarker"))),
        [var name] => OnQueueAsync(request, name),
        [var name, "messages"] => OnMessagesAsync(request, name),
        [var name, "messages", var id] => OnMessageAsync(request, name, id),
        _ => throw StorageError.NotImplemented,
    };

    private Task OnQueueAsync(StorageRequest request, string name)
    {
        switch (request.Method)
        {
            case "PUT" when request.Query("comp") is null:
                return request.AnswerAsync(queues.TryAdd(name, new MessageQueue(clock)) ? 201 : 204);
            case "DELETE":
                return queues.TryRemove(name, out _) ? request.AnswerAsync(204) : throw StorageError.QueueNotFound;
            case "GET" or "HEAD":
                request.Context.Response.Headers["x-ms-approximate-messages-count"] =
                    Find(name).Count.ToString(CultureInfo.InvariantCulture);
                return request.AnswerAsync(200);
            default:
                throw StorageError.NotImplemented;
        }
    }

    private Task OnMessagesAsync(StorageRequest request, string name)
    {
        throttle?.Take($"queue/{name}", 1);
        var queue = Find(name);
        switch (request.Method)
        {
            case "POST":
                var toLive = Number(request, "messagettl", DefaultSecondsToLive);
                var message = queue.Put(
                    TextIn(request) is { Length: <= MaxText } text ? text : throw StorageError.RequestBodyTooLarge,
                    Seconds(request, "visibilitytimeout", 0),
                    toLive < 0 ? null : TimeSpan.FromSeconds(toLive));
                return AnswerAsync(request, 201, [message], hasText: false);
            case "GET" when request.Query("peekonly") is "true":
                return AnswerAsync(request, 200, queue.Peek(Number(request, "numofmessages", 1)), hasText: true);
            case "GET":
                var got = queue.Get(
                    Number(request, "numofmessages", 1), Seconds(request, "visibilitytimeout", DefaultVisibility));
                throttle?.Add($"queue/{name}", Math.Max(0, got.Count - 1));
                return AnswerAsync(request, 200, got, hasText: true);
            default:
                queue.Clear();
                return request.AnswerAsync(204);
        }
    }

    private Task OnMessageAsync(StorageRequest request, string name, string id)
    {
        throttle?.Take($"queue/{name}", 1);
        var receipt = request.Query("popreceipt") ?? "";
        if (request.Method == "DELETE")
        {
            Find(name).Delete(id, receipt);
            return request.AnswerAsync(204);
        }

        var updated = Find(name).Update(id, receipt, Seconds(request, "visibilitytimeout", 0), TextIn(request));
        var headers = request.Context.Response.Headers;
        headers["x-ms-popreceipt"] = updated.Receipt;
        headers["x-ms-time-next-visible"] = TimeOf(updated.VisibleAt);
        return request.AnswerAsync(204);
    }

    private MessageQueue Find(string name) =>
        queues.TryGetValue(name, out var queue) ? queue : throw StorageError.QueueNotFound;

    private static Task AnswerAsync(
        StorageRequest request, int status, IEnumerable<Message> messages, bool hasText) =>
        AnswerAsync(request, status, new XElement("QueueMessagesList", messages.Select(message => new XElement(
            "QueueMessage",
            new XElement("MessageId", message.Id),
            new XElement("InsertionTime", TimeOf(message.InsertedAt)),
            new XElement("ExpirationTime", TimeOf(message.ExpiresAt)),
            new XElement("PopReceipt", message.Receipt),
            new XElement("TimeNextVisible", TimeOf(message.VisibleAt)),
            hasText ? new XElement("DequeueCount", message.Dequeued) : null,
            hasText ? new XElement("MessageText", message.Text) : null))));

    private static Task AnswerAsync(StorageRequest request, int status, XElement body) => request.AnswerAsync(
        status, $"<?xml version=\"1.0\" encoding=\"utf-8\"?>{body.ToString(SaveOptions.DisableFormatting)}", Xml);

    private static string? TextIn(StorageRequest request) => request.Body.IsEmpty
        ? null
        : XElement.Parse(Encoding.UTF8.GetString(request.Body.Span).TrimStart('\uFEFF')).Element("MessageText")?.Value;

    private static TimeSpan Seconds(StorageRequest request, string name, int otherwise) =>
        TimeSpan.FromSeconds(Number(request, name, otherwise));

    private static int Number(StorageRequest request, string name, int otherwise) =>
        request.Query(name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    private static string TimeOf(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);
}
