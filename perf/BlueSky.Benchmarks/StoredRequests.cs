using Azure.Data.Tables;
using BlueSky.Functions.Submissions;

namespace BlueSky.Benchmarks;

/// <summary>Requests that staff have closed, spread evenly over some days, and the index's rows of them.</summary>
internal sealed record StoredRequests(int Closed, DateOnly Today, int Days = 90)
{
    private const int MaxPerTransaction = 100;

    public async Task WriteToAsync(string connectionString, TextWriter progress)
    {
        var (submissions, desk) = (
            new TableClient(connectionString, "Submissions"), new TableClient(connectionString, "Desk"));
        await submissions.CreateIfNotExistsAsync();
        await desk.CreateIfNotExistsAsync();
        for (var day = 0; day < Days; day++)
        {
            var date = Today.AddDays(-day);
            var numbers = Enumerable.Range(0, Closed).Where(number => number % Days == day).Chunk(MaxPerTransaction);
            foreach (var some in numbers)
            {
                await AddAsync(submissions, some.Select(number => Request(date, number)));
                await AddAsync(desk, some.Select(number => Pointer(date, number)));
            }

            if (day % 30 == 29)
                await progress.WriteLineAsync($"  {day + 1} of {Days} days written");
        }
    }

    private static async Task AddAsync(TableClient table, IEnumerable<TableEntity> rows) =>
        await table.SubmitTransactionAsync(
            rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));

    public static string IdOf(int number) =>
        $"BSK-22{string.Concat($"{number:D6}".Select(digit => "23456789AB"[digit - '0'])).Insert(2, "-")}";

    public static TableEntity Pointer(DateOnly date, int number) =>
        new("requests", $"id.{IdOf(number)}.{SubmissionKey.PartitionOf(date)}") { ["Changes"] = 1, ["ListRow"] = "" };

    public static TableEntity Request(DateOnly date, int number)
    {
        var receivedAt = new DateTimeOffset(date, new TimeOnly(0, 1), TimeSpan.Zero);
        return new TableEntity(SubmissionKey.PartitionOf(date), IdOf(number))
        {
            ["Hash"] = "3f0d6a9c5be1427f8a90d1c2b3e4f5a63f0d6a9c5be1427f8a90d1c2b3e4f5a6",
            ["Form"] = "consultation",
            ["State"] = "processed",
            ["ReceivedAt"] = receivedAt,
            ["Email"] = $"visitor{number}@example.org",
            ["Name"] = $"Visitor {number}",
            ["Phone"] = $"505-55{number % 100_000:D5}",
            ["PhoneDigits"] = $"50555{number % 100_000:D5}",
            ["Message"] = "Please call me in the afternoon; in the morning I am at work and cannot answer.",
            ["Attempts"] = 1,
            ["Handling"] = "called",
            ["HandledBy"] = "rosa@clinic.example",
            ["HandledAt"] = receivedAt.AddHours(1),
            ["Changes"] = 1,
        };
    }
}
