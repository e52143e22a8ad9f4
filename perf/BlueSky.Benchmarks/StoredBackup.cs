using Azure.Data.Tables;
using BlueSky.Functions.Submissions;

namespace BlueSky.Benchmarks;

/// <summary>
/// Requests that staff have closed, spread evenly over the days, each with two emails, a recipient and its row in the
/// index: about what a clinic's account holds.
/// </summary>
internal sealed record StoredBackup(int Count, DateOnly Today)
{
    public const int Days = 365;
    private const int MaxPerTransaction = 100;

    public async Task WriteToAsync(string connectionString)
    {
        var tables = new TableServiceClient(connectionString);
        await new StoredRequests(Count, Today, Days).WriteToAsync(connectionString, TextWriter.Null);
        await AddAsync(tables, "Mails", Enumerable.Range(0, Count).SelectMany(Mails));
        await AddAsync(tables, "Recipients", Enumerable.Range(0, Count).Select(Recipient));
    }

    public static async Task DeleteDayAsync(TableServiceClient tables, DateOnly day)
    {
        foreach (var table in (string[])["Submissions", "Mails"])
        {
            var client = tables.GetTableClient(table);
            var rows = await client.QueryAsync<TableEntity>(
                row => row.PartitionKey == SubmissionKey.PartitionOf(day)).ToListAsync();
            foreach (var some in rows.Chunk(MaxPerTransaction))
            {
                await client.SubmitTransactionAsync(
                    some.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row)));
            }
        }
    }

    private static async Task AddAsync(TableServiceClient tables, string table, IEnumerable<TableEntity> rows)
    {
        var client = tables.GetTableClient(table);
        await client.CreateIfNotExistsAsync();
        foreach (var some in rows.GroupBy(row => row.PartitionKey).SelectMany(each => each.Chunk(MaxPerTransaction)))
        {
            await client.SubmitTransactionAsync(
                some.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));
        }
    }

    private IEnumerable<TableEntity> Mails(int number)
    {
        var day = Today.AddDays(-(number % Days));
        var at = new DateTimeOffset(day, new TimeOnly(0, 2), TimeSpan.Zero);
        return ((string[])["consultation-received", "staff-notice"]).Select(template => new TableEntity(
            SubmissionKey.PartitionOf(day), $"{StoredRequests.IdOf(number)}.{template}")
        {
            ["Template"] = template,
            ["To"] = $"visitor{number}@example.org",
            ["State"] = "delivered",
            ["CreatedAt"] = at,
            ["ChangedAt"] = at.AddSeconds(3),
            ["MessageId"] = $"rqX1-{number:D8}",
            ["Attempts"] = 1,
            ["UnknownOutcomes"] = 0,
        });
    }

    private static TableEntity Recipient(int number)
    {
        var key = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(number)));
        return new TableEntity(key[..2], key)
        {
            ["Email"] = $"visitor{number}@example.org",
            ["State"] = "none",
            ["RequestNumber"] = 0,
            ["Acknowledgements"] = $"{StoredRequests.IdOf(number)}@2026-01-08T15:42:07.0000000Z",
        };
    }
}
