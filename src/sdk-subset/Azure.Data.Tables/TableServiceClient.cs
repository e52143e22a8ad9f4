using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>The table service of one storage account. Safe to share; nothing is sent when it is made.</summary>
public class TableServiceClient
{
    private readonly TablesConnection connection;

    /// <exception cref="FormatException">The connection string is malformed.</exception>
    public TableServiceClient(string connectionString) : this(connectionString, null)
    {
    }

    /// <exception cref="FormatException">The connection string is malformed.</exception>
    public TableServiceClient(string connectionString, TableClientOptions? options = null) =>
        connection = TablesConnection.Parse(connectionString, options);

    /// <summary>Asks for tokens of https://storage.azure.com/.default, which go out over https only.</summary>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null) =>
        connection = TablesConnection.With(endpoint, tokenCredential, options);

    /// <summary>For mocks.</summary>
    protected TableServiceClient() => connection = null!;

    public virtual Uri Uri => connection.Endpoint;

    public virtual TableClient GetTableClient(string tableName) => new(connection, tableName);

    /// <summary>Creates the table; that it exists already is no error: the raw answer's status is 409.</summary>
    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(
        string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return connection.CreateTableIfNotExistsAsync(tableName, cancellationToken);
    }
}
