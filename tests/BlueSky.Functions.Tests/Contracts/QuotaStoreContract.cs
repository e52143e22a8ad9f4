using BlueSky.Functions.Mail;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.Functions.Tests.Contracts;

public abstract class QuotaStoreContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly QuotaCount Minimal = new("notices.requests", At("2026-01-08T19:00:00"), Taken: 0);

    private protected abstract IQuotaStore Store { get; }

    private protected abstract IQuotaStore Unreachable { get; }

    [Fact]
    public async Task What_is_read_is_what_was_written()
    {
        var written = new QuotaCount(
            "notices.requests", At("2026-01-08T19:00:00"), Taken: 7, WaitedIn: At("2026-01-08T18:00:00"),
            SummarizedIn: At("2026-01-08T17:00:00"), AlertedAt: At("2026-01-08T19:42:07.1234567"),
            AlertedBy: new SubmissionKey(new DateOnly(2026, 1, 7), "BSK-2345-6789"));

        Assert.True(await Store.TrySaveAsync(written, default));

        Assert.Equal(written, (await FindAsync()) with { Version = null });
    }

    [Fact]
    public async Task What_was_not_given_is_read_as_null()
    {
        Assert.True(await Store.TrySaveAsync(Minimal, default));

        Assert.Equal(Minimal, (await FindAsync()) with { Version = null });
    }

    [Fact]
    public async Task What_is_cleared_is_read_as_null()
    {
        var read = await SaveAsync(Minimal with { WaitedIn = At("2026-01-08T19:00:00"), AlertedBy = Samples.Key });

        Assert.True(await Store.TrySaveAsync(read with { WaitedIn = null, AlertedBy = null }, default));

        Assert.Equal(Minimal, (await FindAsync()) with { Version = null });
    }

    [Fact]
    public async Task Each_counter_has_a_count_of_its_own()
    {
        Assert.True(await Store.TrySaveAsync(Minimal with { Taken = 1 }, default));
        Assert.Null(await Store.FindAsync("confirm-mails", default));

        Assert.True(await Store.TrySaveAsync(Minimal with { Counter = "confirm-mails", Taken = 2 }, default));

        Assert.Equal(1, (await FindAsync()).Taken);
    }

    [Fact]
    public async Task A_count_that_was_not_read_is_not_saved_over_another()
    {
        Assert.True(await Store.TrySaveAsync(Minimal with { Taken = 1 }, default));

        Assert.False(await Store.TrySaveAsync(Minimal with { Taken = 2 }, default));

        Assert.Equal(1, (await FindAsync()).Taken);
    }

    [Fact]
    public async Task An_older_version_is_not_saved()
    {
        var read = await SaveAsync(Minimal);
        Assert.True(await Store.TrySaveAsync(read with { Taken = 1 }, default));

        Assert.False(await Store.TrySaveAsync(read with { Taken = 2 }, default));

        Assert.Equal(1, (await FindAsync()).Taken);
    }

    [Fact]
    public async Task Of_two_that_save_one_version_one_is_written()
    {
        var read = await SaveAsync(Minimal);

        var saved = await Task.WhenAll(Enumerable.Range(1, 2).Select(taken =>
            Task.Run(() => Store.TrySaveAsync(read with { Taken = taken }, default))));

        Assert.Equal([false, true], saved.Order());
        Assert.Equal(saved[0] ? 1 : 2, (await FindAsync()).Taken);
    }

    [Fact]
    public async Task What_several_instances_take_at_once_is_the_hours_and_no_more()
    {
        var clock = new FakeTimeProvider(At("2026-01-08T19:42:07"));
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var quota = new HourlyQuota(Store, "notices.requests", perHour: 20, clock);
            var mine = 0;
            while (await quota.TryAcquireAsync())
            {
                mine++;
            }

            return mine;
        }));

        Assert.Equal(20, taken.Sum());
        Assert.Equal(20, (await FindAsync()).Taken);
    }

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() =>
        await AllFailAsync<IQuotaStore>(EveryCall(Unreachable, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        await AllAreCancelledAsync<IQuotaStore>(EveryCall(Store, Cancelled));

        Assert.Null(await Store.FindAsync("notices.requests", default));
    }

    private static Func<Task>[] EveryCall(IQuotaStore of, CancellationToken cancellation) =>
    [
        () => of.FindAsync("notices.requests", cancellation),
        () => of.TrySaveAsync(Minimal, cancellation),
    ];

    private async Task<QuotaCount> FindAsync() => (await Store.FindAsync("notices.requests", default))!;

    /// <returns>As it is read.</returns>
    private async Task<QuotaCount> SaveAsync(QuotaCount count)
    {
        Assert.True(await Store.TrySaveAsync(count, default));
        return await FindAsync();
    }
}

public sealed class FakeQuotaStoreTests() : QuotaStoreContract(azurite: null)
{
    private protected override IQuotaStore Store { get; } = new FakeQuotaStore();

    private protected override IQuotaStore Unreachable { get; } = new FakeQuotaStore { IsDown = true };
}

[Collection(nameof(Azurite))]
public sealed class QuotaTableTests(Azurite azurite) : QuotaStoreContract(azurite)
{
    private protected override IQuotaStore Store { get; } = new QuotaTable(azurite.Tables);

    private protected override IQuotaStore Unreachable { get; } = new QuotaTable(Azurite.Unreachable);
}
