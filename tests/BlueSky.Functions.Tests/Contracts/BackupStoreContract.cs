using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using BlueSky.Functions.Backups;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

public abstract class BackupStoreContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly DateOnly Day = new(2026, 1, 8);

    private protected static readonly PartName First = new(Day, "Submissions", 1);

    private protected static readonly BackupManifest Manifest = new(
        At("2026-01-08T00:23:00"), At("2026-01-08T00:24:00"), "1.0.0", "0123456789abcdef",
        new Dictionary<string, TableCount> { ["Submissions"] = new(3, 2) });

    private protected abstract IBackupStore Backups { get; }

    private protected abstract IBackupStore Unreachable { get; }

    [Fact]
    public async Task A_part_is_read_as_it_was_written_and_says_what_is_in_it()
    {
        var written = await WriteAsync(Backups, First, "BSK-1", "BSK-2", "BSK-ü/%");

        var part = Assert.Single(await Backups.ListPartsAsync(Day, default));

        Assert.Equal(written, part);
        Assert.Equal(
            new PartContent(
                new RowKey("2026-01-08", "BSK-1"), new RowKey("2026-01-08", "BSK-ü/%"), 3, IsLast: true,
                At("2026-01-08T00:23:00.1234567"), "0123456789abcdef"),
            part.Content);
        Assert.Equal(["BSK-1", "BSK-2", "BSK-ü/%"], await RowsOfAsync(First));
    }

    [Fact]
    public async Task A_part_without_rows_is_one_too()
    {
        await WriteAsync(Backups, First);

        var part = Assert.Single(await Backups.ListPartsAsync(Day, default));

        Assert.Equal((null, null, 0), (part.Content.First, part.Content.Last, part.Content.Rows));
        Assert.Empty(await ReadAsync(Backups.ReadAsync(First, default)));
    }

    [Fact]
    public async Task A_part_is_never_written_over()
    {
        await WriteAsync(Backups, First, "BSK-1");

        Assert.Null(await WriteAsync(Backups, First, "BSK-2"));

        Assert.Equal(["BSK-1"], await RowsOfAsync(First));
    }

    [Fact]
    public async Task A_part_that_is_broken_off_is_not_there_and_can_be_written_again()
    {
        await Backups.ListPartsAsync(Day, default);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Backups.TryWriteAsync(
            First,
            async (writer, stop) =>
            {
                await writer.WriteAsync(Row("BSK-0"), stop);
                throw new InvalidOperationException();
            },
            default));

        Assert.Empty(await Backups.ListPartsAsync(Day, default));
        Assert.NotNull(await WriteAsync(Backups, First, "BSK-1"));
    }

    [Fact]
    public async Task Parts_are_listed_by_table_and_number_and_days_in_order()
    {
        foreach (var name in (PartName[])
            [First with { Number = 10 }, First with { Number = 2 }, First with { Table = "Audit" },
                First with { Day = Day.AddDays(-40) }])
        {
            await WriteAsync(Backups, name, "BSK-1");
        }

        Assert.Equal(
            ["Audit 1", "Submissions 2", "Submissions 10"],
            (await Backups.ListPartsAsync(Day, default)).Select(part => $"{part.Name.Table} {part.Name.Number}"));
        Assert.Equal([Day.AddDays(-40), Day], await Backups.ListDaysAsync(default));
        Assert.Empty(await Backups.ListPartsAsync(Day.AddDays(1), default));
    }

    [Fact]
    public async Task The_first_manifest_stays()
    {
        Assert.Null(await Backups.FindManifestAsync(Day, default));

        await Backups.CompleteAsync(Day, Manifest, default);
        await Backups.CompleteAsync(Day, Manifest with { Version = "2.0.0" }, default);

        var manifest = (await Backups.FindManifestAsync(Day, default))!;
        Assert.Equal(Manifest with { Tables = manifest.Tables }, manifest);
        Assert.Equal(new TableCount(3, 2), manifest.Tables["Submissions"]);
        Assert.Empty(await Backups.ListPartsAsync(Day, default));
    }

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() =>
        await AllFailAsync<IBackupStore>(EveryCall(Unreachable, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        await WriteAsync(Backups, First with { Day = Day.AddDays(-1) }, "BSK-1");

        await AllAreCancelledAsync<IBackupStore>(EveryCall(Backups, Cancelled));

        Assert.Equal([Day.AddDays(-1)], await Backups.ListDaysAsync(default));
    }

    private protected async Task<IEnumerable<string>> RowsOfAsync(PartName name) =>
        (await ReadAsync(Backups.ReadAsync(name, default))).Select(row => row.Key.Row);

    private protected static async Task<BackupPart?> WriteAsync(IBackupStore to, PartName name, params string[] rows)
    {
        // The app lists the parts before it writes one.
        await to.ListPartsAsync(name.Day, default);
        return await WriteWithoutListingAsync(to, name, rows, default);
    }

    private protected static Task<BackupPart?> WriteWithoutListingAsync(
        IBackupStore to, PartName name, string[] rows, CancellationToken cancellation) => to.TryWriteAsync(
        name,
        async (writer, stop) =>
        {
            foreach (var row in rows)
            {
                await writer.WriteAsync(Row(row), stop);
            }

            return new PartContent(
                rows.Length == 0 ? null : Row(rows[0]).Key, rows.Length == 0 ? null : Row(rows[^1]).Key, rows.Length,
                IsLast: true, At("2026-01-08T00:23:00.1234567"), "0123456789abcdef");
        },
        cancellation);

    private static TableRow Row(string row) =>
        new(new RowKey("2026-01-08", row), new Dictionary<string, object> { ["Message"] = "Please call." });

    private static Func<Task>[] EveryCall(IBackupStore of, CancellationToken cancellation) =>
    [
        () => of.ListDaysAsync(cancellation),
        () => of.ListPartsAsync(Day, cancellation),
        () => WriteWithoutListingAsync(of, First, ["BSK-1"], cancellation),
        () => ReadAsync(of.ReadAsync(First with { Day = Day.AddDays(-1) }, cancellation)),
        () => of.CompleteAsync(Day, Manifest, cancellation),
        () => of.FindManifestAsync(Day, cancellation),
    ];
}

public sealed class FakeBackupStoreTests() : BackupStoreContract(azurite: null)
{
    private protected override IBackupStore Backups { get; } = new FakeBackupStore();

    private protected override IBackupStore Unreachable { get; } = new FakeBackupStore { IsDown = true };
}

[Collection(nameof(Azurite))]
public sealed class BackupContainerTests(Azurite azurite) : BackupStoreContract(azurite)
{
    private readonly BlobContainerClient container = azurite.Backups;
    private readonly BackupContainer unheard = On(azurite.BackupsThrough(new UploadLosingHandler()));

    private protected override IBackupStore Backups { get; } = On(azurite.Backups);

    private protected override IBackupStore Unreachable { get; } = On(Azurite.UnreachableBackups);

    // The SDK repeats the write, and meets the blob that it wrote: the part is there, and the caller lists it.
    [Fact]
    public async Task A_part_whose_answer_was_lost_exists()
    {
        await Backups.ListPartsAsync(First.Day, default);

        Assert.Null(await WriteAsync(unheard, First, "BSK-1"));

        Assert.NotNull(Assert.Single(await Backups.ListPartsAsync(First.Day, default)));
        Assert.Equal(["BSK-1"], await RowsOfAsync(First));
    }

    [Fact]
    public async Task A_large_part_is_whole()
    {
        await Backups.ListPartsAsync(First.Day, default);
        // Random text cannot be compressed: about 10 MB.
        var random = new SeededNumbers(7);
        var texts = Enumerable.Range(0, 600).Select(_ => TextOf(20_000)).ToList();
        await Backups.TryWriteAsync(
            First,
            async (writer, stop) =>
            {
                foreach (var (text, i) in texts.Select((text, i) => (text, i)))
                {
                    await writer.WriteAsync(
                        new TableRow(
                            new RowKey("a", $"{i:D4}"), new Dictionary<string, object> { ["Text"] = text }),
                        stop);
                }

                return new PartContent(
                    new RowKey("a", "0000"), new RowKey("a", "0599"), 600, IsLast: true,
                    At("2026-01-08T00:23:00"), "00");
            },
            default);

        var read = await ReadAsync(Backups.ReadAsync(First, default));

        Assert.Equal(texts, read.Select(row => row.Text("Text")));
        var blob = await container.GetBlobsAsync(new GetBlobsOptions()).SingleAsync();
        Assert.InRange(blob.Properties.ContentLength!.Value, 8_500_000, 12_500_000);

        string TextOf(int length) =>
            string.Concat(Enumerable.Range(0, length).Select(_ => (char)('!' + random.Next(90))));
    }

    private static BackupContainer On(BlobContainerClient container) => new(new Lazy<BlobContainerClient>(container));

    /// <summary>Carries out the first upload, and loses its answer.</summary>
    private sealed class UploadLosingHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        private bool isLost;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (isLost || request.Method != HttpMethod.Put)
            {
                return response;
            }

            isLost = true;
            response.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded);
        }
    }
}
