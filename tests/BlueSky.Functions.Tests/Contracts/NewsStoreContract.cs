using BlueSky.Functions.News;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

public abstract class NewsStoreContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly NewsItem Minimal = new()
    {
        Id = "NEWS-23456789", By = "rosa@clinic.example", ChangedAt = At("2026-01-08T19:42:07"),
    };

    private protected abstract INewsStore Store { get; }

    private protected abstract INewsStore Unreachable { get; }

    [Fact]
    public async Task What_is_read_is_what_was_written()
    {
        var written = Minimal with
        {
            Subject = "It's our \"holiday\" 😀",
            Text = "## Hours\n\n* one\r\n* two",
            State = NewsState.Sent,
            Changes = 3,
            TestedAt = At("2026-01-08T19:42:07.0000001"),
            ScheduledFor = At("2026-01-09T16:00:00.0000002"),
            StartedAt = At("2026-01-09T16:00:01.0000003"),
            EndedAt = At("2026-01-09T16:10:00.0000004"),
            RetriedAt = At("2026-01-09T16:08:00.0000006"),
            Recipients = 412,
            Counts = new NewsCounts(410, 400, 8, 4, 3, 2, 1, At("2026-01-09T17:00:00.0000005")),
        };

        var saved = await SaveAsync(written);

        Assert.Equal(written, saved with { Version = null });
        Assert.Equal(saved, await Store.FindAsync("NEWS-23456789", default));
    }

    [Fact]
    public async Task What_was_not_given_is_read_as_null_or_zero()
    {
        await SaveAsync(Minimal);

        Assert.Equal(Minimal, (await Store.FindAsync(Minimal.Id, default))! with { Version = null });
        Assert.Null(await Store.FindAsync("NEWS-2345678A", default));
    }

    [Fact]
    public async Task The_longest_text_is_stored()
    {
        var text = new string('é', 20_000);

        await SaveAsync(Minimal with { Text = text });

        Assert.Equal(text, (await Store.FindAsync(Minimal.Id, default))!.Text);
    }

    [Fact]
    public async Task An_older_version_is_not_saved()
    {
        var first = await SaveAsync(Minimal);
        var second = await SaveAsync(first with { Subject = "second" });

        Assert.Null(await Store.TrySaveAsync(first with { Subject = "third" }, default));
        Assert.Null(await Store.TrySaveAsync(Minimal, default));

        Assert.Equal(second, await Store.FindAsync(Minimal.Id, default));
    }

    [Fact]
    public async Task All_are_listed_without_their_parts()
    {
        await SaveAsync(Minimal);
        await SaveAsync(Minimal with { Id = "NEWS-2345678A" });
        await Store.OpenPartsAsync(Minimal.Id, At("2026-01-09T16:00:00"), default);

        var listed = await ReadAsync(Store.ListAsync(default));

        Assert.Equal(["NEWS-23456789", "NEWS-2345678A"], listed.Select(news => news.Id).Order());
    }

    [Fact]
    public async Task What_needs_work_is_found()
    {
        var ended = At("2026-01-09T16:00:00");
        await SaveAsync(Minimal);
        await SaveAsync(Minimal with { Id = "NEWS-A", State = NewsState.Scheduled });
        await SaveAsync(Minimal with { Id = "NEWS-B", State = NewsState.Starting });
        await SaveAsync(Minimal with { Id = "NEWS-C", State = NewsState.Sending });
        await SaveAsync(Minimal with { Id = "NEWS-D", State = NewsState.Paused });
        await SaveAsync(Minimal with { Id = "NEWS-E", State = NewsState.Sent, EndedAt = ended });
        await SaveAsync(Minimal with { Id = "NEWS-F", State = NewsState.Stopped, EndedAt = ended.AddTicks(-1) });

        var found = await ReadAsync(Store.FindActiveAsync(ended, default));

        Assert.Equal(["NEWS-A", "NEWS-B", "NEWS-C", "NEWS-E"], found.Select(news => news.Id).Order());
    }

    [Fact]
    public async Task There_is_a_part_for_each_partition_of_recipients()
    {
        await Store.OpenPartsAsync(Minimal.Id, At("2026-01-09T16:00:00"), default);
        await Store.OpenPartsAsync(Minimal.Id, At("2026-01-09T17:00:00"), default);

        var parts = await ReadAsync(Store.ReadPartsAsync(Minimal.Id, default));

        Assert.Equal((256, "00", "ff"), (parts.Count, parts[0].Name, parts[^1].Name));
        Assert.Equal([At("2026-01-09T16:00:00")], parts.Select(part => part.NextAt).Distinct());
        Assert.Empty(await ReadAsync(Store.ReadPartsAsync("NEWS-2345678A", default)));
    }

    [Fact]
    public async Task Of_two_workers_with_one_part_one_says_when_it_goes_on()
    {
        await Store.OpenPartsAsync(Minimal.Id, At("2026-01-09T16:00:00"), default);
        var part = (await Store.FindPartAsync(Minimal.Id, "3f", default))!;

        Assert.True(await Store.TryDelayPartAsync(part, At("2026-01-09T16:10:00"), default));
        Assert.False(await Store.TryDelayPartAsync(part, At("2026-01-09T16:20:00"), default));

        Assert.Equal(At("2026-01-09T16:10:00"), (await Store.FindPartAsync(Minimal.Id, "3f", default))!.NextAt);
    }

    [Fact]
    public async Task A_part_that_is_done_is_no_longer_there()
    {
        await Store.OpenPartsAsync(Minimal.Id, At("2026-01-09T16:00:00"), default);
        var part = (await Store.FindPartAsync(Minimal.Id, "3f", default))!;

        await Store.ClosePartAsync(part, default);
        await Store.ClosePartAsync(part, default);

        Assert.Null(await Store.FindPartAsync(Minimal.Id, "3f", default));
        Assert.False(await Store.TryDelayPartAsync(part, At("2026-01-09T16:10:00"), default));
        Assert.Equal(255, (await ReadAsync(Store.ReadPartsAsync(Minimal.Id, default))).Count);
    }

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() =>
        await AllFailAsync<INewsStore>(EveryCall(Unreachable, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        await AllAreCancelledAsync<INewsStore>(EveryCall(Store, Cancelled));

        Assert.Null(await Store.FindAsync(Minimal.Id, default));
    }

    private static Func<Task>[] EveryCall(INewsStore of, CancellationToken cancellation)
    {
        var part = new NewsPart(Minimal.Id, "3f", At("2026-01-09T16:00:00"), "W/\"1\"");
        return
        [
            () => of.FindAsync(Minimal.Id, cancellation),
            () => ReadAsync(of.ListAsync(cancellation)),
            () => ReadAsync(of.FindActiveAsync(At("2026-01-09T16:00:00"), cancellation)),
            () => of.TrySaveAsync(Minimal, cancellation),
            () => of.OpenPartsAsync(Minimal.Id, At("2026-01-09T16:00:00"), cancellation),
            () => of.FindPartAsync(Minimal.Id, "3f", cancellation),
            () => ReadAsync(of.ReadPartsAsync(Minimal.Id, cancellation)),
            () => of.TryDelayPartAsync(part, At("2026-01-09T16:00:00"), cancellation),
            () => of.ClosePartAsync(part, cancellation),
        ];
    }

    private async Task<NewsItem> SaveAsync(NewsItem news) => (await Store.TrySaveAsync(news, default))!;
}

public sealed class FakeNewsStoreTests() : NewsStoreContract(azurite: null)
{
    private protected override INewsStore Store { get; } = new FakeNewsStore();

    private protected override INewsStore Unreachable { get; } = new FakeNewsStore { IsDown = true };
}

[Collection(nameof(Azurite))]
public sealed class NewsTableTests(Azurite azurite) : NewsStoreContract(azurite)
{
    private protected override INewsStore Store { get; } = new NewsTable(azurite.Tables);

    private protected override INewsStore Unreachable { get; } = new NewsTable(Azurite.Unreachable);
}
