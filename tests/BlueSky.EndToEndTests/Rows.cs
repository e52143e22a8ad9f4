using Azure.Data.Tables;

namespace BlueSky.EndToEndTests;

/// <summary>Reads the tables as staff's tools would: by the published client, from outside the app.</summary>
internal sealed class Rows(TableServiceClient tables)
{
    // A test may run across midnight.
    private static string Yesterday => $"{TimeProvider.System.GetUtcNow().AddDays(-1):yyyy-MM-dd}";

    public async Task<TableEntity?> FindAsync(string id) =>
        (await ReadAsync("Submissions", $"PartitionKey ge '{Yesterday}' and RowKey eq '{id}'")).SingleOrDefault();

    public async Task<bool> IsOpenAsync(string id) =>
        (await ReadAsync("Submissions", $"PartitionKey ge '{Yesterday}' and RowKey eq 'open.{id}'")).Count > 0;

    public async Task<IReadOnlyList<TableEntity>> OfAsync(string email) =>
        await ReadAsync("Submissions", $"PartitionKey ge '{Yesterday}' and Email eq '{email.Replace("'", "''")}'");

    /// <summary>Every submission's state by its id, without the open markers and claims beside them.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StatesAsync() =>
        (await ReadAsync("Submissions", $"PartitionKey ge '{Yesterday}' and RowKey ge 'BSK-' and RowKey lt 'BSK.'"))
            .ToDictionary(row => row.RowKey, row => row.GetString("State")!);

    public async Task<IReadOnlyList<TableEntity>> OutboxOfAsync(string id) =>
        await ReadAsync("Mails", $"PartitionKey ge '{Yesterday}' and RowKey ge '{id}.' and RowKey lt '{id}/'");

    /// <summary>A whole table, of all days and tests.</summary>
    public Task<IReadOnlyList<TableEntity>> AllAsync(string table) => ReadAsync(table, "PartitionKey ge ''");

    /// <summary>Changes columns of a row behind the app's back, or adds the row.</summary>
    public async Task WriteAsync(string table, TableEntity row)
    {
        var client = tables.GetTableClient(table);
        await client.CreateIfNotExistsAsync();
        await client.UpsertEntityAsync(row);
    }

    /// <summary>The recipient with that address, as long as the address is kept.</summary>
    public async Task<TableEntity?> RecipientAsync(string email) =>
        (await ReadAsync("Recipients", $"Email eq '{email.Replace("'", "''")}'")).SingleOrDefault();

    private async Task<IReadOnlyList<TableEntity>> ReadAsync(string table, string filter)
    {
        var rows = new List<TableEntity>();
        try
        {
            await foreach (var row in tables.GetTableClient(table).QueryAsync<TableEntity>(filter))
            {
                rows.Add(row);
            }
        }
        catch (Azure.RequestFailedException e) when (e.ErrorCode == "TableNotFound")
        {
            // Tables are created on first need: no table is no row.
        }

        return rows;
    }
}
