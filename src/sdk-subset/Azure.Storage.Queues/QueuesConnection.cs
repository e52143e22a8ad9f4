using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Shared;

namespace Azure.Storage.Queues;

/// <summary>One account's queue service, and how it is spoken to.</summary>
internal sealed class QueuesConnection(Uri endpoint, HttpPipelinePolicy authentication, QueueClientOptions options)
{
    private readonly StoragePipeline pipeline = new(options, authentication, QueueClientOptions.WireVersion);

    public Uri Endpoint { get; } = endpoint;

    public QueueMessageEncoding Encoding { get; } = options.MessageEncoding;

    public static QueuesConnection Parse(string connectionString, QueueClientOptions? options)
    {
        var account = StorageAccount.Parse(connectionString, StorageKind.Queues);
        return new(account.Endpoint, new SharedKeyPolicy(account, "SharedKey", StringToSign), options ?? new());
    }

    public static QueuesConnection With(Uri endpoint, TokenCredential credential, QueueClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        if (endpoint.Scheme != Uri.UriSchemeHttps)
            throw new ArgumentException("Cannot use TokenCredential without HTTPS.");
        return new(endpoint, StoragePipeline.TokenAuthentication(credential), options ?? new());
    }

    /// <summary>The caller disposes the message when it has read the answer.</summary>
    public HttpMessage Message(RequestMethod method, string path, RequestContent? content = null)
    {
        var message = pipeline.Message(method, StorageUri.Below(Endpoint, path), content);
        message.Request.Headers.SetValue("Accept", "application/xml");
        if (content is not null)
            message.Request.Headers.SetValue("Content-Type", "application/xml");
        return message;
    }

    /// <inheritdoc cref="StoragePipeline.SendAsync"/>
    public Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken) =>
        pipeline.SendAsync(message, cancellationToken);

    /// <summary>SharedKey: the standard headers, the x-ms- headers, and the resource with its whole query.</summary>
    private static string StringToSign(Request request, string account, string date)
    {
        var uri = request.Uri.ToUri();
        var headers = request.Headers
            .Where(header => header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .OrderBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
            .Select(header => $"{header.Name.ToLowerInvariant()}:{header.Value}");
        var parameters = Parameters(uri)
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Name}:{parameter.Value}");
        return string.Join('\n', [
            // The empty ones: encoding, language, MD5, date (x-ms-date stands for it), four conditions, range.
            request.Method.Method, "", "", Length(request.Content), "", Header(request, "Content-Type"),
            "", "", "", "", "", "",
            .. headers,
            $"/{account}{uri.AbsolutePath}",
            .. parameters,
        ]);
    }

    private static string Length(RequestContent? content) =>
        content is not null && content.TryComputeLength(out var length) && length > 0
            ? length.ToString(CultureInfo.InvariantCulture)
            : "";

    private static string Header(Request request, string name) =>
        request.Headers.TryGetValue(name, out var value) ? value : "";

    private static IEnumerable<(string Name, string Value)> Parameters(Uri uri) =>
        from parameter in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let parts = parameter.Split('=', 2)
        select (parts[0].ToLowerInvariant(), Uri.UnescapeDataString(parts[1]));
}
