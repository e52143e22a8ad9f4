using System.Globalization;
using Azure.Core;
using Azure.Storage.Queues.Models;
using Azure.Storage.Shared;

namespace Azure.Storage.Queues;

/// <summary>
/// One queue. Every call is retried as its options say, so a message whose first answer was lost may be there twice.
/// </summary>
public class QueueClient
{
    private readonly QueuesConnection connection;

    /// <exception cref="FormatException">The connection string is malformed.</exception>
    public QueueClient(string connectionString, string queueName) : this(connectionString, queueName, null)
    {
    }

    /// <exception cref="FormatException">The connection string is malformed.</exception>
    public QueueClient(string connectionString, string queueName, QueueClientOptions? options)
        : this(QueuesConnection.Parse(connectionString, options), queueName)
    {
    }

    internal QueueClient(QueuesConnection connection, string queueName)
    {
        ArgumentException.ThrowIfNullOrEmpty(queueName);
        this.connection = connection;
        Name = queueName;
    }

    /// <summary>For mocks.</summary>
    protected QueueClient() => (connection, Name) = (null!, null!);

    public virtual string Name { get; }

    /// <returns>The answer, or null if the queue exists already, whatever its metadata.</returns>
    public virtual async Task<Response> CreateIfNotExistsAsync(
        IDictionary<string, string>? metadata = null, CancellationToken cancellationToken = default)
    {
        using var message = connection.Message(RequestMethod.Put, Name);
        foreach (var (name, value) in metadata ?? new Dictionary<string, string>())
            message.Request.Headers.SetValue($"x-ms-meta-{name}", value);
        try
        {
            var response = await connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
            // Published without annotations: null is what it answers for a queue that is there.
            return response.Status == 204 ? null! : response;
        }
        catch (RequestFailedException exists) when (exists.ErrorCode == QueueErrorCode.QueueAlreadyExists)
        {
            return null!;
        }
    }

    public virtual Task<Response<SendReceipt>> SendMessageAsync(string messageText) =>
        SendMessageAsync(messageText, null, null, default);

    public virtual Task<Response<SendReceipt>> SendMessageAsync(
        string messageText, CancellationToken cancellationToken = default) =>
        SendMessageAsync(messageText, null, null, cancellationToken);

    /// <param name="messageText">At most 64 KiB after encoding: 48 KiB of UTF-8 in base64.</param>
    /// <param name="visibilityTimeout">How long nobody receives it: whole seconds, at most seven days.</param>
    /// <param name="timeToLive">Seven days by default; <c>TimeSpan.FromSeconds(-1)</c> keeps it for ever.</param>
    /// <param name="cancellationToken">Ends the waiting, not what the service may have begun.</param>
    public virtual async Task<Response<SendReceipt>> SendMessageAsync(
        string messageText,
        TimeSpan? visibilityTimeout = null,
        TimeSpan? timeToLive = null,
        CancellationToken cancellationToken = default)
    {
        var query = StorageUri.Query(
            ("visibilitytimeout", Seconds(visibilityTimeout)), ("messagettl", Seconds(timeToLive)));
        var content = MessageXml.Content(messageText, connection.Encoding);
        using var message = connection.Message(RequestMethod.Post, $"{Name}/messages{query}", content);
        var response = await connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(MessageXml.Messages(response).Select(MessageXml.Sent).First(), response);
    }

    /// <summary>Takes messages out of sight, each until its pop receipt is used or the time is over.</summary>
    /// <param name="maxMessages">1 to 32; 1 by default.</param>
    /// <param name="visibilityTimeout">Whole seconds, at most seven days; 30 seconds by default.</param>
    /// <param name="cancellationToken">Ends the waiting, not what the service may have begun.</param>
    /// <exception cref="FormatException">
    /// A message is not base64 although the options say so. The others of the same call are lost to the caller until
    /// they are visible again, as with the published client when it has no handler for this.
    /// </exception>
    public virtual async Task<Response<QueueMessage[]>> ReceiveMessagesAsync(
        int? maxMessages = null, TimeSpan? visibilityTimeout = null, CancellationToken cancellationToken = default)
    {
        var query = StorageUri.Query(
            ("numofmessages", Number(maxMessages)), ("visibilitytimeout", Seconds(visibilityTimeout)));
        using var message = connection.Message(RequestMethod.Get, $"{Name}/messages{query}");
        var response = await connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var received = MessageXml.Messages(response).Select(xml => MessageXml.Received(xml, connection.Encoding));
        return Response.FromValue<QueueMessage[]>([.. received], response);
    }

    /// <summary>Looks at messages that are visible, and leaves them so.</summary>
    /// <param name="maxMessages">1 to 32; 1 by default.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="FormatException">A message is not base64 although the options say so.</exception>
    public virtual async Task<Response<PeekedMessage[]>> PeekMessagesAsync(
        int? maxMessages = null, CancellationToken cancellationToken = default)
    {
        var query = StorageUri.Query(("peekonly", "true"), ("numofmessages", Number(maxMessages)));
        using var message = connection.Message(RequestMethod.Get, $"{Name}/messages{query}");
        var response = await connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var peeked = MessageXml.Messages(response).Select(xml => MessageXml.Peeked(xml, connection.Encoding));
        return Response.FromValue<PeekedMessage[]>([.. peeked], response);
    }

    /// <exception cref="RequestFailedException">
    /// 404 <c>MessageNotFound</c>, or 400 <c>PopReceiptMismatch</c>: somebody else has received it since.
    /// </exception>
    public virtual async Task<Response> DeleteMessageAsync(
        string messageId, string popReceipt, CancellationToken cancellationToken = default)
    {
        var query = StorageUri.Query(("popreceipt", popReceipt));
        using var message = connection.Message(RequestMethod.Delete, MessagePath(messageId) + query);
        return await connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes when a received message is visible again (at once by default), and its text if given.</summary>
    /// <exception cref="RequestFailedException">As for <see cref="DeleteMessageAsync"/>.</exception>
    public virtual async Task<Response<UpdateReceipt>> UpdateMessageAsync(
        string messageId,
        string popReceipt,
        string? messageText = null,
        TimeSpan visibilityTimeout = default,
        CancellationToken cancellationToken = default)
    {
        var query = StorageUri.Query(("popreceipt", popReceipt), ("visibilitytimeout", Seconds(visibilityTimeout)));
        var content = messageText is null ? null : MessageXml.Content(messageText, connection.Encoding);
        using var message = connection.Message(RequestMethod.Put, MessagePath(messageId) + query, content);
        var response = await connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(MessageXml.Updated(response), response);
    }

    private string MessagePath(string messageId) => $"{Name}/messages/{Uri.EscapeDataString(messageId)}";

    private static string? Seconds(TimeSpan? time) => Number((int?)time?.TotalSeconds);

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
