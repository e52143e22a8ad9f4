using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Core;
using Azure.Storage.Shared;

namespace Azure.Data.Tables;

/// <summary>
/// A query's pages. The service ends a page when it likes (1,000 rows, 5 seconds, a partition's end) and names the
/// next one in headers, also when the page is empty.
/// </summary>
internal sealed class TableQuery<T>(
    TablesConnection connection,
    string table,
    string? filter,
    int? maxPerPage,
    string? select,
    CancellationToken cancellationToken) : AsyncPageable<T>(cancellationToken) where T : notnull
{
    private const string NextPartitionKey = nameof(NextPartitionKey);
    private const string NextRowKey = nameof(NextRowKey);

    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        Pages(continuationToken, pageSizeHint ?? maxPerPage, CancellationToken);

    private async IAsyncEnumerable<Page<T>> Pages(
        string? token, int? top, [EnumeratorCancellation] CancellationToken cancellation)
    {
        do
        {
            var page = await Page(token, top, cancellation).ConfigureAwait(false);
            token = page.ContinuationToken;
            yield return page;
        }
        while (token is not null);
    }

    private async Task<Page<T>> Page(string? token, int? top, CancellationToken cancellation)
    {
        // A row key may hold spaces, a partition key too, but what the service puts in these headers holds none.
        var next = token?.Split(' ', 2);
        var query = StorageUri.Query(
            ("$top", top?.ToString(CultureInfo.InvariantCulture)),
            ("$select", select),
            ("$filter", filter),
            (NextPartitionKey, next?[0]),
            (NextRowKey, next is [_, { Length: > 0 } row] ? row : null));
        using var message = connection.Message(new(RequestMethod.Get, $"{table}(){query}", IfMatch: null, Body: null));
        var response = await connection.SendAsync(message, cancellation).ConfigureAwait(false);
        return Page<T>.FromValues(Rows(response), Token(response), response);
    }

    private static List<T> Rows(Response response)
    {
        using var json = JsonDocument.Parse(response.Content.ToMemory());
        var rows = json.RootElement.GetProperty("value").EnumerateArray();
        return [.. rows.Select(EntityJson.Read).Select(EntityRules.As<T>)];
    }

    private static string? Token(Response response)
    {
        var more = response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition);
        more |= response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row);
        return more ? $"{partition} {row}" : null;
    }
}
