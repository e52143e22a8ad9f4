using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Storage;

/// <summary>What is asked of the table service.</summary>
public sealed class StoreQueryTests : IDisposable
{
    private readonly FakeTableService service = new();

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task What_is_to_be_forgotten_is_found_by_a_range_of_days_without_its_texts()
    {
        service.Answer(200, """
            {"value":[{"odata.etag":"W/\"7\"","PartitionKey":"2026-01-08","RowKey":"BSK-2345-6789",
            "Email":"robot@example.org","Error":"honeypot field filled"}]}
            """);

        var found = await new SubmissionTable(service.Client).FindOldAsync(
            new DateOnly(2026, 1, 7), new DateOnly(2026, 1, 8), "subscribe", SubmissionState.Quarantined, default)
            .ToListAsync();

        Assert.Equal(
            [
                new SubmissionOutline(
                    new SubmissionKey(new DateOnly(2026, 1, 8), "BSK-2345-6789"), "robot@example.org",
                    "honeypot field filled", "W/\"7\""),
            ],
            found);
        Assert.Contains(
            "PartitionKey ge '2026-01-07' and PartitionKey le '2026-01-08' and Form eq 'subscribe' "
            + "and State eq 'quarantined'",
            Asked(0), StringComparison.Ordinal);
        Assert.Contains("select=PartitionKey,RowKey,Email,Error", Asked(0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_end_of_a_command_is_looked_for_month_by_month()
    {
        var now = TimeProvider.System.GetUtcNow();
        service.Answer(200, """{"value":[]}""").Answer(200, """
            {"value":[{"PartitionKey":"p","RowKey":"1","At":"2026-01-08T19:42:07Z","At@odata.type":"Edm.DateTime"},
            {"PartitionKey":"p","RowKey":"2","At":"2026-01-09T19:42:07Z","At@odata.type":"Edm.DateTime"}]}
            """);

        var last = await new AuditTable(service.Client, TimeProvider.System)
            .FindLastAsync("forget-pending", "done", now.AddDays(-365), default);

        Assert.Equal(DateTimeOffset.Parse("2026-01-09T19:42:07Z"), last);
        Assert.Contains(
            $"PartitionKey eq '{now:yyyy-MM}' and Command eq 'forget-pending' and Outcome eq 'done'",
            Asked(0), StringComparison.Ordinal);
        Assert.DoesNotContain($"{now:yyyy-MM}", Asked(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_entries_are_removed_by_whole_months()
    {
        service.Answer(200, """
            {"value":[{"odata.etag":"W/\"7\"","PartitionKey":"2019-12","RowKey":"a"},
            {"odata.etag":"W/\"7\"","PartitionKey":"2020-01","RowKey":"b"}]}
            """).TakeTransaction().TakeTransaction();

        Assert.Equal(2, await new AuditTable(service.Client, TimeProvider.System).RemoveBeforeAsync(
            DateTimeOffset.Parse("2020-02-29T23:00:00Z"), default));

        Assert.Contains("filter=PartitionKey lt '2020-02'", Asked(0), StringComparison.Ordinal);
        Assert.Equal(
            ["DELETE 2019-12 a", "DELETE 2020-01 b"],
            service.Sent.Skip(1).SelectMany(sent => Transaction.Read(sent.Body).Actions)
                .Select(action => $"{action.Method} {action.Partition} {action.Row}"));
    }

    private string Asked(int request) =>
        Uri.UnescapeDataString(service.Sent[request].Path).Replace('+', ' ');
}
