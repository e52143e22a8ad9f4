using Azure;
using Azure.Data.Tables;

namespace BlueSky.Endurance;

/// <summary>Reads the tables from outside the app.</summary>
internal sealed class StoredRows(string connectionString, TimeProvider clock)
{
    public const string UnknownTwice = "outcome unknown twice";

    private const string Marker = "open.";

    private readonly TableClient submissions = new(connectionString, "Submissions");
    private readonly TableClient mails = new(connectionString, "Mails");

    /// <summary>How many submissions have something left to be done.</summary>
    public async Task<int> CountOpenAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(submissions, $"RowKey ge '{Marker}' and RowKey lt 'open/'", cancellationToken)).Count;

    /// <summary>Of visitors: a run may meet the hour of the staff's digest.</summary>
    public async Task<IReadOnlyList<TableEntity>> SubmissionsAsync(CancellationToken cancellationToken) =>
        [.. (await ReadAsync(submissions, "RowKey lt 'a' and Form ne 'digest'", cancellationToken))];

    public Task<IReadOnlyList<TableEntity>> MailsAsync(CancellationToken cancellationToken) =>
        ReadAsync(mails, "RowKey lt 'a'", cancellationToken);

    // A run may go across midnight, so that there may be two partitions.
    private async Task<IReadOnlyList<TableEntity>> ReadAsync(
        TableClient table, string filter, CancellationToken cancellationToken)
    {
        var yesterday = $"{clock.GetUtcNow().AddDays(-1):yyyy-MM-dd}";
        var rows = new List<TableEntity>();
        try
        {
            await foreach (var row in table.QueryAsync<TableEntity>(
                $"PartitionKey ge '{yesterday}' and {filter}", cancellationToken: cancellationToken))
            {
                rows.Add(row);
            }
        }
        catch (RequestFailedException e) when (e.ErrorCode == "TableNotFound")
        {
            // Tables are created on first need: no table is no row.
        }

        return rows;
    }
}
