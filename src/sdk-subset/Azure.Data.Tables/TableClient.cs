using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;
using Azure.Storage.Shared;

namespace Azure.Data.Tables;

/// <summary>
/// One table. Every call is retried as its options say, so an insert whose first answer was lost may end in
/// 409 <c>EntityAlreadyExists</c> for the caller's own row. <c>T</c> is <see cref="TableEntity"/> in this subset.
/// </summary>
public class TableClient
{
    private readonly TablesConnection connection;

    /// <exception cref="FormatException">The connection string is malformed.</exception>
    public TableClient(string connectionString, string tableName) : this(connectionString, tableName, null)
    {
    }

    /// <exception cref="FormatException">The connection string is malformed.</exception>
    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(TablesConnection.Parse(connectionString, options), tableName)
    {
    }

    internal TableClient(TablesConnection connection, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        this.connection = connection;
        Name = tableName;
    }

    /// <summary>For mocks.</summary>
    protected TableClient() => (connection, Name) = (null!, null!);

    public virtual string Name { get; }

    /// <summary>Fills a filter's holes with quoted, escaped literals: the only safe way to put a value in.</summary>
    public static string CreateQueryFilter(FormattableString filter) => ODataFilter.Create(filter);

    /// <summary>Creates the table; that it exists already is no error: the raw answer's status is 409.</summary>
    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        connection.CreateTableIfNotExistsAsync(Name, cancellationToken);

    /// <exception cref="RequestFailedException">409 <c>EntityAlreadyExists</c>: the row is there.</exception>
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        connection.SendAsync(TableOperation.Add(Name, EntityRules.Writable(entity)), cancellationToken);

    /// <exception cref="RequestFailedException">404 <c>ResourceNotFound</c>: there is no such row.</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using var message = Point(partitionKey, rowKey, select);
        var response = await connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(Row<T>(response), response);
    }

    /// <summary>Without a row, or without the table, <see cref="NullableResponse{T}.HasValue"/> is false.</summary>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using var message = Point(partitionKey, rowKey, select);
        var response = await connection.SendAsync(message, cancellationToken, accepted: 404).ConfigureAwait(false);
        return response.Status == 404 ? new NoEntity<T>(response) : Response.FromValue(Row<T>(response), response);
    }

    /// <summary>Writes a row that is there, and still as <paramref name="ifMatch"/> says.</summary>
    /// <exception cref="ArgumentException"><paramref name="ifMatch"/> is default: say ETag.All to mean any.</exception>
    /// <exception cref="RequestFailedException">412 when the row has changed, 404 when it is gone.</exception>
    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        var row = EntityRules.Writable(entity);
        if (ifMatch == default)
            throw new ArgumentException("Value cannot be empty.", nameof(ifMatch));
        return connection.SendAsync(TableOperation.Update(Name, row, mode, ifMatch), cancellationToken);
    }

    /// <summary>Writes a row whether it is there or not; the entity's ETag is not looked at.</summary>
    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        connection.SendAsync(TableOperation.Update(Name, EntityRules.Writable(entity), mode), cancellationToken);

    /// <summary>Deletes a row, unconditionally by default. That it is gone is no error: the status is 404.</summary>
    /// <exception cref="RequestFailedException">412: the row has changed.</exception>
    public virtual Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var operation = TableOperation.Delete(Name, partitionKey, rowKey, ifMatch);
        return connection.SendAsync(operation, cancellationToken, accepted: 404);
    }

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)"/>
    public virtual Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <summary>
    /// The rows that match an OData filter, in the order of their keys, page by page: a page may be empty and not be
    /// the last. <paramref name="maxPerPage"/> is at most 1,000.
    /// </summary>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null,
        int? maxPerPage = null,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new TableQuery<T>(connection, Name, filter, maxPerPage, Columns(select), cancellationToken);

    /// <summary>Writes at most 100 rows of one partition, each once: all of them or none.</summary>
    /// <exception cref="InvalidOperationException">There are no actions.</exception>
    /// <exception cref="TableTransactionFailedException">An action was refused: nothing was written.</exception>
    public virtual Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        return TableTransaction.SubmitAsync(connection, Name, [.. transactionActions], cancellationToken);
    }

    private HttpMessage Point(string partitionKey, string rowKey, IEnumerable<string>? select)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var query = StorageUri.Query(("$select", Columns(select)));
        return connection.Message(new(
            RequestMethod.Get, TableOperation.RowPath(Name, partitionKey, rowKey) + query, IfMatch: null, Body: null));
    }

    private static string? Columns(IEnumerable<string>? select) => select is null ? null : string.Join(',', select);

    private static T Row<T>(Response response)
    {
        using var json = JsonDocument.Parse(response.Content.ToMemory());
        return EntityRules.As<T>(EntityJson.Read(json.RootElement));
    }
}
