using System.Security.Cryptography;
using Azure.Data.Tables;
using BlueSky.Functions.Submissions;

namespace BlueSky.Benchmarks;

/// <summary>
/// About what a clinic's account holds, spread evenly over the days: a tenth requests that staff have closed, with their
/// rows in the index, the rest subscriptions; two emails of each, and a recipient.
/// </summary>
internal sealed record StoredBackup(int Count, DateOnly Today)
{
    public const int Days = 365;
    private const int Partitions = 256;
    private const int MaxPerTransaction = 100;

    private int Requests => Count / 10;

    public async Task WriteToAsync(string connectionString)
    {
        var tables = new TableServiceClient(connectionString);
        await new StoredRequests(Requests, Today, Days).WriteToAsync(connectionString, TextWriter.Null);
        for (var day = 0; day < Days; day++)
        {
            var date = Today.AddDays(-day);
            var numbers = Enumerable.Range(0, Count).Where(number => number % Days == day).ToList();
            await AddAsync(
                tables, "Submissions",
                numbers.Where(number => number >= Requests).Select(number => Subscription(date, number)));
            await AddAsync(tables, "Mails", numbers.SelectMany(number => Mails(date, number)));
        }

        for (var partition = 0; partition < Partitions; partition++)
        {
            var numbers = Enumerable.Range(0, Count).Where(number => number % Partitions == partition);
            await AddAsync(tables, "Recipients", numbers.Select(Recipient));
        }
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

    // Rows of one partition.
    private static async Task AddAsync(TableServiceClient tables, string table, IEnumerable<TableEntity> rows)
    {
        var client = tables.GetTableClient(table);
        await client.CreateIfNotExistsAsync();
        foreach (var some in rows.Chunk(MaxPerTransaction))
        {
            await client.SubmitTransactionAsync(
                some.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));
        }
    }

    public static TableEntity Subscription(DateOnly day, int number) =>
        new(SubmissionKey.PartitionOf(day), StoredRequests.IdOf(number))
        {
            ["Hash"] = "3f0d6a9c5be1427f8a90d1c2b3e4f5a63f0d6a9c5be1427f8a90d1c2b3e4f5a6",
            ["Form"] = "subscribe",
            ["State"] = "processed",
            ["ReceivedAt"] = new DateTimeOffset(day, new TimeOnly(0, 1), TimeSpan.Zero),
            ["Email"] = $"visitor{number}@example.org",
            ["Fields"] = "{}",
            ["Source"] = "https://www.clinic.example/",
            ["Attempts"] = 1,
            ["Changes"] = 0,
        };

    public static IEnumerable<TableEntity> Mails(DateOnly day, int number)
    {
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
        var hash = Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(number)));
        var key = $"{number % Partitions:x2}{hash[2..]}";
        return new TableEntity(key[..2], key)
        {
            ["Email"] = $"visitor{number}@example.org",
            ["State"] = "none",
            ["RequestNumber"] = 0,
            ["Acknowledgements"] = $"{StoredRequests.IdOf(number)}@2026-01-08T15:42:07.0000000Z",
        };
    }
}
