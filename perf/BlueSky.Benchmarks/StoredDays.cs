using Azure.Data.Tables;
using BlueSky.Functions.Submissions;

namespace BlueSky.Benchmarks;

/// <summary>
/// What a sweep meets: some open submissions of today, and old ones that are done, spread evenly over the 14 days
/// that a sweep looks at and the 14 before them.
/// </summary>
internal sealed record StoredDays(int Open, int Old, DateOnly Today)
{
    public const string Table = "Submissions";

    private const int Days = 28;
    private const int MaxPerTransaction = 100;

    /// <summary>Long enough ago for a sweep, and as many bytes in every run.</summary>
    public DateTimeOffset ReceivedAt => new DateTimeOffset(Today, TimeOnly.MinValue, TimeSpan.Zero).AddHours(-1);

    /// <summary>Partition and row key of each row, one partition after another.</summary>
    public IEnumerable<(string Partition, string Row)> Keys()
    {
        for (var day = 0; day < Days; day++)
        {
            var partition = SubmissionKey.PartitionOf(Today.AddDays(-day));
            for (var number = 0; day == 0 && number < Open; number++)
            {
                yield return (partition, $"open.BSK-OPEN-{number:D8}");
                yield return (partition, $"BSK-OPEN-{number:D8}");
            }

            for (var number = day; number < Old; number += Days)
                yield return (partition, $"BSK-{number:D8}");
        }
    }

    public TableEntity Entity(string partition, string row) => row.StartsWith("open.", StringComparison.Ordinal)
        ? new TableEntity(partition, row) { ["OpenedAt"] = ReceivedAt }
        : new TableEntity(partition, row)
        {
            ["Hash"] = "3f0d6a9c5be1427f8a90d1c2b3e4f5a63f0d6a9c5be1427f8a90d1c2b3e4f5a6",
            ["Form"] = "consultation",
            ["State"] = "processed",
            ["ReceivedAt"] = ReceivedAt,
            ["Email"] = $"{row}@example.org",
            ["Name"] = "Ada Lovelace",
            ["Message"] = "Please call me in the afternoon; in the morning I am at work and cannot answer.",
            ["Attempts"] = 1,
        };

    public async Task WriteToAsync(string connectionString, TextWriter progress)
    {
        var table = new TableClient(connectionString, Table);
        await table.CreateIfNotExistsAsync();
        var (written, all) = (0, Open + Open + Old);
        foreach (var rows in Keys().GroupBy(key => key.Partition).SelectMany(day => day.Chunk(MaxPerTransaction)))
        {
            await table.SubmitTransactionAsync(rows.Select(key => new TableTransactionAction(
                TableTransactionActionType.Add, Entity(key.Partition, key.Row))));
            written += rows.Length;
            if (written % 10_000 < rows.Length)
                await progress.WriteLineAsync($"  {written} of {all} rows written");
        }
    }
}
