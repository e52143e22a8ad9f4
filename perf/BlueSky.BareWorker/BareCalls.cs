using System.Security.Cryptography;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace BlueSky.BareWorker;

/// <summary>
/// The storage calls of an accepted post, in sequence: one transaction with the entities that the app stores, and one
/// queue message.
/// </summary>
public sealed class BareCalls(string connectionString, TimeProvider clock)
{
    private const string Day = "2026-01-08";

    private readonly TableClient table = new(connectionString, "Bare");
    private readonly QueueClient queue = new(
        connectionString, "bare", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    public async Task CreateAsync()
    {
        await table.CreateIfNotExistsAsync();
        await queue.CreateIfNotExistsAsync();
    }

    public async Task AcceptAsync(string? name, string? email, string? message, CancellationToken cancellationToken)
    {
        var id = $"BSK-{RandomNumberGenerator.GetHexString(4)}-{RandomNumberGenerator.GetHexString(12)}";
        var now = clock.GetUtcNow();
        await table.SubmitTransactionAsync(
            [
                Add(new TableEntity(Day, id)
                {
                    ["Hash"] = Hash(),
                    ["Form"] = "consultation",
                    ["State"] = "received",
                    ["ReceivedAt"] = now,
                    ["Email"] = email,
                    ["Name"] = name,
                    ["Message"] = message,
                    ["Network"] = "0123456789abcdef",
                    ["Attempts"] = 0,
                    ["Handling"] = "new",
                    ["Changes"] = 0,
                    ["PromisedBy"] = now,
                }),
                Add(new TableEntity(Day, $"open.{id}") { ["OpenedAt"] = now }),
                Add(Claim(id, now)),
                Add(Claim(id, now)),
            ],
            cancellationToken);
        await queue.SendMessageAsync(
            $$"""{"partition":"{{Day}}","id":"{{id}}"}""", TimeSpan.Zero, TimeSpan.FromSeconds(-1), cancellationToken);
    }

    private static TableTransactionAction Add(TableEntity entity) => new(TableTransactionActionType.Add, entity);

    private static TableEntity Claim(string holder, DateTimeOffset at) => new(Day, $"claim.{Hash()}")
    {
        ["Holder"] = holder,
        ["Content"] = Hash(),
        ["At"] = at,
    };

    private static string Hash() => RandomNumberGenerator.GetHexString(64, lowercase: true);
}
