using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Models;
using Azure.Storage.Shared;

namespace Azure.Data.Tables;

/// <summary>One account's table service, and how it is spoken to.</summary>
internal sealed class TablesConnection(Uri endpoint, HttpPipelinePolicy authentication, TableClientOptions options)
{
    private readonly StoragePipeline pipeline = new(options, authentication, options.Version);

    public Uri Endpoint { get; } = endpoint;

    public static TablesConnection Parse(string connectionString, TableClientOptions? options)
    {
        var account = StorageAccount.Parse(connectionString, StorageKind.Tables);
        return new(account.Endpoint, new SharedKeyPolicy(account, "SharedKeyLite", StringToSign), options ?? new());
    }

    public static TablesConnection With(Uri endpoint, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new(endpoint, StoragePipeline.TokenAuthentication(credential), options ?? new());
    }

    public HttpMessage Message(RequestMethod method, string path, RequestContent? content = null) =>
        pipeline.Message(method, StorageUri.Below(Endpoint, path), content);

    public HttpMessage Message(TableOperation operation)
    {
        var content = operation.Body is { } body ? RequestContent.Create(body) : null;
        var message = Message(operation.Method, operation.Path, content);
        foreach (var header in operation.Headers())
            message.Request.Headers.SetValue(header.Name, header.Value);
        return message;
    }

    public async Task<Response> SendAsync(
        TableOperation operation, CancellationToken cancellationToken, int accepted = 0)
    {
        using var message = Message(operation);
        return await pipeline.SendAsync(message, cancellationToken, accepted).ConfigureAwait(false);
    }

    /// <summary>The caller disposes the message when it has read the answer.</summary>
    public Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken, int accepted = 0) =>
        pipeline.SendAsync(message, cancellationToken, accepted);

    /// <summary>
    /// Creates a table and swallows that it is there already, as published: then the answer's status is 409.
    /// </summary>
    public async Task<Response<TableItem>> CreateTableIfNotExistsAsync(
        string name, CancellationToken cancellationToken)
    {
        using var message = Message(TableOperation.Add("Tables", TableName(name)));
        try
        {
            var response = await SendAsync(message, cancellationToken).ConfigureAwait(false);
            return Response.FromValue(new TableItem(name), response);
        }
        catch (RequestFailedException exists) when (exists.ErrorCode == TableErrorCode.TableAlreadyExists)
        {
            return Response.FromValue(new TableItem(name), message.Response);
        }
    }

    private static TableEntity TableName(string name) => new() { [nameof(TableName)] = name };

    /// <summary>SharedKeyLite for tables: the date and the resource, and nothing of the body or the query.</summary>
    private static string StringToSign(Request request, string account, string date) =>
        $"{date}\n/{account}{request.Uri.ToUri().AbsolutePath}";
}
