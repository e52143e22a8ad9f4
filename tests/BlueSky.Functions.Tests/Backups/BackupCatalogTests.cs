using BlueSky.Functions.Backups;

namespace BlueSky.Functions.Tests.Backups;

public sealed class BackupCatalogTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 1, 8);

    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_newest_complete_export_is_taken()
    {
        await ExportAsync(Day);
        await ExportAsync(Day.AddDays(1));
        await ExportAsync(Day.AddDays(2), isComplete: false);

        Assert.Equal(Day.AddDays(1), (await FindAsync(null)).Day);
        Assert.Equal(Day, (await FindAsync(Day)).Day);
    }

    [Fact]
    public async Task Without_an_export_it_says_so()
    {
        Assert.Equal(
            "There is no complete export. restore --list shows what there is.", await RefusalAsync(null));
        Assert.Equal(
            "There is no export of 2026-01-08. restore --list shows what there is.", await RefusalAsync(Day));
    }

    [Fact]
    public async Task An_incomplete_export_must_be_asked_for()
    {
        await ExportAsync(Day, isComplete: false);

        Assert.Contains("is not complete", await RefusalAsync(Day), StringComparison.Ordinal);
        Assert.Equal(Day, (await FindAsync(Day, allowIncomplete: true)).Day);
    }

    [Fact]
    public async Task An_export_with_another_address_key_is_refused()
    {
        await ExportAsync(Day);
        using var other = new TestApp(
            new() { ["Secrets:AddressKey"] = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=" },
            externals: app.Externals);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(
            () => other.Get<BackupCatalog>().FindAsync(Day, allowIncomplete: true, default));

        Assert.Contains("was made with another address key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_exports_are_listed_with_what_is_in_them()
    {
        app.Externals.Rows.Put("Audit", new TableRow(new RowKey("2026-01", "1"), new Dictionary<string, object>()));
        await ExportAsync(Day);
        await ExportAsync(Day.AddDays(1), isComplete: false);

        var listed = await app.Get<BackupCatalog>().ListAsync(default);

        Assert.Equal([(Day, true), (Day.AddDays(1), false)], listed.Select(one => (one.Day, one.IsComplete)));
        Assert.Equal(new TableCount(Rows: 1, Parts: 1), listed[0].Tables["Audit"]);
    }

    private async Task ExportAsync(DateOnly day, bool isComplete = true)
    {
        if (isComplete)
        {
            await app.Get<NightlyExport>().RunAsync(day, TimeSpan.FromMinutes(8), default);
            return;
        }

        await app.Externals.Backups.TryWriteAsync(
            new PartName(day, "Submissions", 1),
            (_, _) => Task.FromResult(new PartContent(
                null, null, 0, IsLast: true, app.Clock.GetUtcNow(),
                AddressKeyFingerprint.Of(app.Get<BlueSky.Functions.Settings.SecretSettings>().AddressKey))),
            default);
    }

    private Task<ExportToRestore> FindAsync(DateOnly? day, bool allowIncomplete = false) =>
        app.Get<BackupCatalog>().FindAsync(day, allowIncomplete, default);

    private async Task<string> RefusalAsync(DateOnly? day) =>
        (await Assert.ThrowsAsync<InvalidDataException>(() => FindAsync(day))).Message;
}
