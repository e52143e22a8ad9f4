using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace BlueSky.Benchmarks;

/// <summary>What accepting a post is held against: one insert and one queue message by bare SDK calls.</summary>
internal sealed class RawStorage(StorageAddress storage)
{
    private readonly TableClient table = new(storage.ConnectionString, "Raw");
    private readonly QueueClient queue = new(storage.ConnectionString, "raw");
    private int posts;

    public async Task CreateAsync()
    {
        await table.CreateIfNotExistsAsync();
        await queue.CreateIfNotExistsAsync();
    }

    public async Task PostAsync()
    {
        var number = Interlocked.Increment(ref posts);
        await table.AddEntityAsync(new TableEntity("2026-01-08", $"BSK-{number:D8}")
        {
            ["Hash"] = "3f0d6a9c5be1427f8a90d1c2b3e4f5a63f0d6a9c5be1427f8a90d1c2b3e4f5a6",
            ["Form"] = "consultation",
            ["State"] = "received",
            ["Email"] = $"visitor-{number}@example.org",
            ["Name"] = "Ada Lovelace",
            ["Message"] = "Please call me in the afternoon; in the morning I am at work and cannot answer.",
            ["Attempts"] = 0,
        });
        await queue.SendMessageAsync($"{{\"partition\":\"2026-01-08\",\"id\":\"BSK-{number:D8}\"}}");
    }
}
