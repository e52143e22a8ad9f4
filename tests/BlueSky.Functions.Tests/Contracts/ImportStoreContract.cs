using BlueSky.Functions.Imports;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

public abstract class ImportStoreContract(Azurite? azurite) : StorageContract(azurite)
{
    private const string Id = "IMP-2345-6789";

    private static readonly Import Minimal = new()
    {
        Id = Id, State = ImportState.Uploading, FileName = "contacts.csv", By = "kim@clinic.example",
        UploadedAt = At("2026-01-08T19:42:07"), ChangedAt = At("2026-01-08T19:42:07"),
    };

    private static readonly ImportLine Ada =
        new(new UInt128(1, ulong.MaxValue), "ada@example.org", SubscriptionState.Confirmed, At("2025-01-08T19:42:07"));

    private protected abstract IImportStore Store { get; }

    private protected abstract IImportStore Unreachable { get; }

    [Fact]
    public async Task What_is_read_is_what_was_written()
    {
        var written = Minimal with
        {
            State = ImportState.Running, Addresses = 7, Repeats = 2, UnreadableCount = 3,
            Unreadable = [new(12, "maria at example"), new(77, ""), new(78, "日本 😀")],
            Expected = new(4, 3, 2, 1), Chunks = 2, Source = "Paper list, \"January\"",
            Confirmation = ImportConfirmation.Ask, StartedAt = At("2026-01-08T19:50:00.1234567"),
            ChangedAt = At("2026-01-08T19:51:00"), NextChunk = 1, NextLine = 499, Done = new(1, 2, 3, 4),
        };

        var saved = await Store.TrySaveAsync(written, default);

        AssertSame(written, await FindAsync());
        Assert.Equal(saved!.Version, (await FindAsync()).Version);
    }

    [Fact]
    public async Task What_was_not_given_is_read_as_it_was_left()
    {
        await SaveAsync(Minimal);

        AssertSame(Minimal, await FindAsync());
    }

    [Fact]
    public async Task A_taken_id_and_an_older_version_are_not_saved()
    {
        var first = await SaveAsync(Minimal);
        var second = await SaveAsync(first with { State = ImportState.Preview });

        Assert.Null(await Store.TrySaveAsync(Minimal, default));
        Assert.Null(await Store.TrySaveAsync(first with { State = ImportState.Running }, default));
        Assert.Equal(ImportState.Preview, (await FindAsync()).State);
        Assert.NotNull(await Store.TrySaveAsync(second with { State = ImportState.Running }, default));
    }

    [Fact]
    public async Task A_chunk_is_read_as_it_was_written_however_long_its_addresses_are()
    {
        ImportLine[] lines =
        [
            Ada, Ada with { State = SubscriptionState.Suppressed, At = null },
            Ada with { Consent = new ImportedConsent("Sí,\t\"por favor\"\n😀", "2", Page: null) },
            .. Enumerable.Range(0, IImportStore.ChunkSize - 3).Select(i => Ada with
            {
                Key = UInt128.MaxValue - (UInt128)i,
                // As long as any that is kept.
                Consent = new ImportedConsent(new string('c', 555), "1", "p").IfShort()!,
                Email = $"{i:D3}{new string('é', 61)}@{string.Join('.', Enumerable.Repeat(new string('x', 60), 3))}.org",
            }),
        ];
        await Store.SaveChunkAsync(Id, 0, [Ada], default);
        await Store.SaveChunkAsync(Id, 0, lines, default);

        Assert.Equal(lines, await Store.FindChunkAsync(Id, 0, default));
        Assert.Null(await Store.FindChunkAsync(Id, 1, default));
        Assert.Null(await Store.FindChunkAsync("IMP-2345-6782", 0, default));
    }

    [Fact]
    public async Task A_chunk_can_be_deleted_again_and_the_others_stay()
    {
        await SaveAsync(Minimal);
        await SaveChunksAsync(Id);

        await Store.RemoveChunkAsync(Id, 0, default);
        await Store.RemoveChunkAsync(Id, 0, default);

        Assert.Null(await Store.FindChunkAsync(Id, 0, default));
        Assert.NotNull(await Store.FindChunkAsync(Id, 199, default));
        await Store.RemoveChunksAsync(Id, default);
        Assert.Null(await Store.FindChunkAsync(Id, 199, default));
        Assert.NotNull(await Store.FindAsync(Id, default));
    }

    [Fact]
    public async Task Nothing_is_left_of_what_is_removed_and_nothing_else_is_gone()
    {
        const string other = "IMP-2345-6782";
        await SaveAsync(Minimal);
        await SaveChunksAsync(Id);
        await SaveAsync(Minimal with { Id = other });
        await SaveChunksAsync(other);

        await Store.RemoveAsync(Id, default);
        await Store.RemoveAsync(Id, default);

        Assert.Null(await Store.FindAsync(Id, default));
        Assert.Null(await Store.FindChunkAsync(Id, 0, default));
        Assert.NotNull(await Store.FindAsync(other, default));
        Assert.NotNull(await Store.FindChunkAsync(other, 0, default));
    }

    [Fact]
    public async Task Those_that_did_not_get_further_since_a_time_are_found()
    {
        var time = At("2026-01-08T20:00:00");
        await SaveAsync(Minimal with { Id = "IMP-2345-6781", ChangedAt = time });
        await SaveAsync(Minimal with { Id = "IMP-2345-6782", ChangedAt = time.AddTicks(-1) });
        await SaveChunksAsync("IMP-2345-6782");

        var found = Assert.Single(await ReadAsync(Store.FindBeforeAsync(time, default)));

        Assert.Equal("IMP-2345-6782", found.Id);
        Assert.NotNull(await Store.TrySaveAsync(found with { State = ImportState.Done }, default));
    }

    [Fact]
    public async Task What_is_running_is_found_until_it_is_removed()
    {
        var running = new RunningImport(Id, At("2026-01-08T19:50:00"));
        await Store.AddRunningAsync(running, default);
        await Store.AddRunningAsync(running, default);
        await Store.AddRunningAsync(running with { Id = "IMP-2345-6782" }, default);

        Assert.Equal([running with { Id = "IMP-2345-6782" }, running], await ReadAsync(Store.FindRunningAsync(default)));
        await Store.RemoveRunningAsync("IMP-2345-6782", default);
        await Store.RemoveRunningAsync("IMP-2345-6782", default);

        Assert.Equal([running], await ReadAsync(Store.FindRunningAsync(default)));
        Assert.Empty(await ReadAsync(Store.FindBeforeAsync(At("2027-01-01T00:00:00"), default)));
    }

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() =>
        await AllFailAsync<IImportStore>(EveryCall(Unreachable, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        await SaveAsync(Minimal);
        await SaveChunksAsync(Id);

        await AllAreCancelledAsync<IImportStore>(EveryCall(Store, Cancelled));

        Assert.Equal(ImportState.Uploading, (await FindAsync()).State);
        Assert.NotNull(await Store.FindChunkAsync(Id, 0, default));
        Assert.Empty(await ReadAsync(Store.FindRunningAsync(default)));
    }

    private static Func<Task>[] EveryCall(IImportStore of, CancellationToken cancellation) =>
    [
        () => of.FindAsync(Id, cancellation),
        () => of.TrySaveAsync(Minimal with { Id = "IMP-2345-6782" }, cancellation),
        () => of.SaveChunkAsync(Id, 0, [], cancellation),
        () => of.FindChunkAsync(Id, 0, cancellation),
        () => of.RemoveChunkAsync(Id, 0, cancellation),
        () => of.RemoveChunksAsync(Id, cancellation),
        () => of.RemoveAsync(Id, cancellation),
        () => ReadAsync(of.FindBeforeAsync(At("2027-01-01T00:00:00"), cancellation)),
        () => ReadAsync(of.FindRunningAsync(cancellation)),
        () => of.AddRunningAsync(new RunningImport(Id, At("2026-01-08T19:50:00")), cancellation),
        () => of.RemoveRunningAsync(Id, cancellation),
    ];

    private static void AssertSame(Import expected, Import actual)
    {
        Assert.Equal(expected.Unreadable, actual.Unreadable);
        Assert.Equal(expected with { Unreadable = [], Version = null }, actual with { Unreadable = [], Version = null });
    }

    private async Task<Import> FindAsync() => (await Store.FindAsync(Id, default))!;

    private async Task<Import> SaveAsync(Import import) =>
        Assert.IsType<Import>(await Store.TrySaveAsync(import, default));

    private async Task SaveChunksAsync(string id)
    {
        await Store.SaveChunkAsync(id, 0, [Ada], default);
        await Store.SaveChunkAsync(id, 199, [Ada], default);
    }
}

public sealed class FakeImportStoreTests() : ImportStoreContract(azurite: null)
{
    private protected override IImportStore Store { get; } = new FakeImportStore();

    private protected override IImportStore Unreachable { get; } = new FakeImportStore { IsDown = true };
}

[Collection(nameof(Azurite))]
public sealed class ImportTableTests(Azurite azurite) : ImportStoreContract(azurite)
{
    private protected override IImportStore Store { get; } = new ImportTable(azurite.Tables);

    private protected override IImportStore Unreachable { get; } = new ImportTable(Azurite.Unreachable);
}
