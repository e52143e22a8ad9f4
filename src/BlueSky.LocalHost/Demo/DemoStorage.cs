using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace BlueSky.LocalHost.Demo;

/// <summary>
/// Stores requests as the app stores them when they are posted, but with earlier times: each one's row, its open marker
/// and a message in the queue.
/// </summary>
internal sealed class DemoStorage(string connectionString, TimeZoneInfo clinicTime, TimeProvider time)
{
    private static readonly TimeOnly EndOfDay = new(17, 0);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly TableClient table = new(connectionString, "Submissions");
    private readonly QueueClient queue = new(
        connectionString, "submissions", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    public async Task AddAsync(IReadOnlyList<DemoRequest> requests, CancellationToken stop)
    {
        await table.CreateIfNotExistsAsync(stop);
        await queue.CreateIfNotExistsAsync(cancellationToken: stop);
        var now = time.GetUtcNow();
        foreach (var request in requests)
            await AddAsync(request, now, stop);
        foreach (var request in requests.Where(request => request.HeldBackBecause is null))
            await IsProcessedAsync(request, now, stop);
    }

    private async Task AddAsync(DemoRequest request, DateTimeOffset now, CancellationToken stop)
    {
        var row = RowOf(request, now);
        try
        {
            await table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.Add, row),
                    new(TableTransactionActionType.Add, new TableEntity(row.PartitionKey, $"open.{request.Id}")
                    {
                        ["OpenedAt"] = row["ReceivedAt"],
                    }),
                ],
                stop);
        }
        catch (TableTransactionFailedException exists) when (exists.Status == 409)
        {
            // From an earlier start that did not come to its end.
        }

        await queue.SendMessageAsync(
            JsonSerializer.Serialize(
                new DemoMessage(row.PartitionKey, request.Id), DemoJson.Default.DemoMessage),
            stop);
    }

    private async Task IsProcessedAsync(DemoRequest request, DateTimeOffset now, CancellationToken stop)
    {
        string[] columns = ["State"];
        while ((await table.GetEntityAsync<TableEntity>(PartitionOf(request, now), request.Id, columns, stop))
            .Value.GetString("State") == "received")
            await Task.Delay(Pause, time, stop);
    }

    private TableEntity RowOf(DemoRequest request, DateTimeOffset now) =>
        new(PartitionOf(request, now), request.Id)
        {
            ["Hash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Id))),
            ["Form"] = "consultation",
            ["State"] = request.HeldBackBecause is null ? "received" : "quarantined",
            ["ReceivedAt"] = now - request.Age,
            ["Email"] = request.Email,
            ["Name"] = request.Name,
            ["Phone"] = request.Phone,
            ["PhoneDigits"] = request.Phone is null ? null : string.Concat(request.Phone.Where(char.IsAsciiDigit)),
            ["Message"] = request.Message,
            ["Fields"] = JsonSerializer.Serialize(
                new DemoFields(request.PreferredContact, request.PreferredTime), DemoJson.Default.DemoFields),
            ["Attempts"] = 0,
            ["Error"] = request.HeldBackBecause,
            ["Handling"] = "new",
            ["Changes"] = 0,
            ["PromisedBy"] = PromiseOf(request, now),
            ["Language"] = request.Language,
        };

    private static string PartitionOf(DemoRequest request, DateTimeOffset now) =>
        (now - request.Age).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // The end of the next weekday, as the app would promise by default; the end of the last day when it is over.
    private DateTimeOffset PromiseOf(DemoRequest request, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, clinicTime).DateTime;
        var day = DateOnly.FromDateTime(local);
        if (request.IsLate)
            day = TimeOnly.FromDateTime(local) < EndOfDay ? day.AddDays(-1) : day;
        else
            day = day.AddDays(day.DayOfWeek switch { DayOfWeek.Friday => 3, DayOfWeek.Saturday => 2, _ => 1 });
        var end = day.ToDateTime(EndOfDay);
        return new DateTimeOffset(end, clinicTime.GetUtcOffset(end));
    }
}

/// <summary>A message in the queue <c>submissions</c>.</summary>
internal sealed record DemoMessage(string Partition, string Id);

/// <summary>The form's fields without a column of their own.</summary>
internal sealed record DemoFields(
    [property: JsonPropertyName("preferred_contact")] string? PreferredContact,
    [property: JsonPropertyName("preferred_time")] string? PreferredTime);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DemoMessage))]
[JsonSerializable(typeof(DemoFields))]
internal sealed partial class DemoJson : JsonSerializerContext;
