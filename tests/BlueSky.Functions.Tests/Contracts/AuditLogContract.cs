using System.Globalization;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.Functions.Tests.Contracts;

public abstract class AuditLogContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly DateTimeOffset LongAgo = At("2025-01-01T00:00:00");

    private protected static FakeTimeProvider Clock { get; } = new(At("2026-03-08T19:42:07"));

    private protected abstract IAuditLog Audit { get; }

    private protected abstract IAuditLog Unreachable { get; }

    [Fact]
    public async Task What_a_command_last_ended_with_is_found_by_its_time()
    {
        await AddAsync(
            End("2026-03-07T09:00:00.1234567"), End("2026-03-08T09:00:00.1234567"), End("2026-03-06T09:00:00"),
            End("2026-03-08T10:00:00") with { Command = "show" },
            End("2026-03-08T11:00:00") with { Outcome = "failed" });

        Assert.Equal(At("2026-03-08T09:00:00.1234567"), await FindLastAsync(LongAgo));
    }

    [Fact]
    public async Task What_ended_in_an_earlier_month_is_found_too()
    {
        await AddAsync(End("2025-12-31T23:59:59"), End("2025-11-30T09:00:00"));

        Assert.Equal(At("2025-12-31T23:59:59"), await FindLastAsync(LongAgo));
    }

    // Azurite compares times by the millisecond, Azure by the tick.
    [Fact]
    public async Task What_ended_before_the_time_that_is_asked_for_does_not_count()
    {
        await AddAsync(End("2026-03-07T09:00:00"));

        Assert.Equal(At("2026-03-07T09:00:00"), await FindLastAsync(since: At("2026-03-07T09:00:00")));
        Assert.Null(await FindLastAsync(since: At("2026-03-07T09:00:00.001")));
        Assert.Null(await FindLastAsync(since: At("2026-04-01T00:00:00")));
    }

    [Fact]
    public async Task What_never_ended_is_not_found()
    {
        await AddAsync(AuditEntry.Begin(At("2026-03-08T09:00:00"), "timer", "forget-pending", "retention"));

        Assert.Null(await FindLastAsync(LongAgo));
    }

    [Fact]
    public async Task What_ended_in_another_month_than_it_began_in_is_found()
    {
        var begun = AuditEntry.Begin(At("2026-01-31T23:59:59"), "timer", "forget-pending", "retention");
        await AddAsync(begun, begun.End(At("2026-02-01T00:00:01"), "done"));

        Assert.Equal(At("2026-02-01T00:00:01"), await FindLastAsync(LongAgo));
    }

    [Fact]
    public async Task An_entry_is_never_written_over()
    {
        var entry = End("2026-03-07T09:00:00");
        await AddAsync(entry, entry with { At = At("2026-03-08T09:00:00") }, entry with { Outcome = "failed" });

        Assert.Equal(At("2026-03-07T09:00:00"), await FindLastAsync(LongAgo));
        Assert.Null(await Audit.FindLastAsync("forget-pending", "failed", LongAgo, default));
    }

    [Fact]
    public async Task Entries_are_removed_by_the_months_that_ended_before_a_time()
    {
        var begun = AuditEntry.Begin(At("2025-12-31T23:59:59"), "timer", "forget-pending", "retention");
        await AddAsync(
            begun, begun.End(At("2026-01-01T00:00:01"), "done"), End("2025-10-08T09:00:00"),
            End("2026-01-01T00:00:02"), End("2026-02-01T00:00:00"));

        Assert.Equal(0, await Audit.RemoveBeforeAsync(At("2025-10-31T23:59:59"), default));
        Assert.Equal(3, await Audit.RemoveBeforeAsync(At("2026-01-31T23:59:59"), default));
        Assert.Equal(0, await Audit.RemoveBeforeAsync(At("2026-01-31T23:59:59"), default));
        Assert.Equal(1, await Audit.RemoveBeforeAsync(At("2026-02-01T00:00:00"), default));

        Assert.Equal(At("2026-02-01T00:00:00"), await FindLastAsync(LongAgo));
        Assert.Equal(1, await Audit.RemoveBeforeAsync(At("2026-03-01T00:00:00"), default));
    }

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() =>
        await AllFailAsync<IAuditLog>(EveryCall(Unreachable, default));

    [Fact]
    public async Task The_entries_of_a_time_span_are_read_in_order_across_months()
    {
        var (first, last) = (
            End("2026-02-28T23:00:00") with { Subject = "BSK-7F3K-9Q2M", Details = "page 1", Submissions = ["BSK-A"],
                Recipients = ["0123456789ab"] },
            End("2026-03-01T00:59:59"));
        await AddAsync(last, End("2026-03-01T01:00:00"), first, End("2026-02-28T22:59:59"));

        var read = await ReadAsync(
            Audit.ReadAsync(At("2026-02-28T23:00:00"), At("2026-03-01T01:00:00"), default));

        Assert.Equal(
            [(first.Id, "BSK-7F3K-9Q2M", "page 1"), (last.Id, "retention", null)],
            read.Select(entry => (entry.Id, entry.Subject, entry.Details)));
        Assert.Equal(["BSK-A"], read[0].Submissions);
        Assert.Equal(["0123456789ab"], read[0].Recipients);
    }

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        await AddAsync(End("2026-03-07T09:00:00"));

        await AllAreCancelledAsync<IAuditLog>(EveryCall(Audit, Cancelled));

        Assert.Equal(At("2026-03-07T09:00:00"), await FindLastAsync(LongAgo));
    }

    /// <summary>An entry with an outcome.</summary>
    private protected static AuditEntry End(string time) => new()
    {
        Id = At(time).ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture) + ".00c0ffee.end",
        At = At(time),
        Who = "timer",
        Command = "forget-pending",
        Subject = "retention",
        Outcome = "done",
    };

    private protected async Task AddAsync(params AuditEntry[] entries)
    {
        foreach (var entry in entries)
        {
            await Audit.AddAsync(entry, default);
        }
    }

    private Task<DateTimeOffset?> FindLastAsync(DateTimeOffset since) =>
        Audit.FindLastAsync("forget-pending", "done", since, default);

    private static Func<Task>[] EveryCall(IAuditLog of, CancellationToken cancellation) =>
    [
        () => of.AddAsync(End("2026-03-08T09:00:00"), cancellation),
        () => of.FindLastAsync("forget-pending", "done", LongAgo, cancellation),
        () => ReadAsync(of.ReadAsync(LongAgo, At("2026-04-01T00:00:00"), cancellation)),
        () => of.RemoveBeforeAsync(At("2026-04-01T00:00:00"), cancellation),
    ];
}

public sealed class FakeAuditLogTests() : AuditLogContract(azurite: null)
{
    private protected override IAuditLog Audit { get; } = new FakeAuditLog();

    private protected override IAuditLog Unreachable { get; } = new FakeAuditLog { IsDown = true };
}

[Collection(nameof(Azurite))]
public sealed class AuditTableTests(Azurite azurite) : AuditLogContract(azurite)
{
    private readonly Table rows = new(azurite.Tables, "Audit");

    private protected override IAuditLog Audit { get; } = new AuditTable(azurite.Tables, Clock);

    private protected override IAuditLog Unreachable { get; } = new AuditTable(Azurite.Unreachable, Clock);

    // The app does not read entries; people do, by these columns.
    [Fact]
    public async Task All_of_an_entry_is_in_its_row()
    {
        await AddAsync(End("2026-03-08T09:00:00.1234567") with
        {
            Details = "spam 3",
            Submissions = ["BSK-2345-6789", "BSK-2345-6784"],
            Redacted = ["BSK-2345-6785"],
            Recipients = ["0123456789ab", "cdef01234567"],
        });

        var row = (await rows.FindAsync("2026-03", "20260308T090000123Z.00c0ffee.end", default))!;

        Assert.Equal(
            [
                "At=2026-03-08T09:00:00.1234567+00:00", "Command=forget-pending", "Details=spam 3", "Outcome=done",
                "Recipients=0123456789ab cdef01234567", "Redacted=BSK-2345-6785", "RedactedCount=1",
                "Subject=retention",
                "SubmissionCount=2", "Submissions=BSK-2345-6789 BSK-2345-6784", "Who=timer",
            ],
            row.Where(column => column.Key is not ("odata.etag" or "PartitionKey" or "RowKey" or "Timestamp"))
                .Select(column => $"{column.Key}={(column.Value is DateTimeOffset time ? $"{time:O}" : column.Value)}")
                .Order(StringComparer.Ordinal));
    }

    // Azure takes 32,768 characters: of more ids than that their number is told.
    [Fact]
    public async Task Of_many_ids_the_first_900_are_told_and_how_many_there_are()
    {
        await AddAsync(End("2026-03-08T09:00:00") with
        {
            Submissions = [.. Enumerable.Range(0, 2_000).Select(i => $"BSK-{i:D4}-6789-ABCD-EFGH-JKMN-PQRS")],
        });

        var row = (await rows.FindAsync("2026-03", "20260308T090000000Z.00c0ffee.end", default))!;

        Assert.Equal((30_599, 2_000), (row.GetString("Submissions").Length, row.GetInt32("SubmissionCount")));
    }
}
