using BlueSky.Functions.Recipients;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

public abstract class SubscriberIndexContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly SubscriberLine Ada = new(
        SubscriptionState.Confirmed, At("2026-01-08T19:42:07.1234567"), "0a01", "2026-01");

    private static readonly SubscriberLine Eve = new(
        SubscriptionState.Confirmed, At("2026-01-09T08:00:00"), "0a02", "2026-01");

    private static readonly SubscriberLine Kim = new(
        SubscriptionState.Pending, At("2026-01-10T08:00:00"), "ff03", null);

    private protected abstract ISubscriberIndex Index { get; }

    private protected abstract ISubscriberIndex Unreachable { get; }

    [Fact]
    public async Task Without_lines_all_counts_are_zero()
    {
        var counts = await Index.CountAsync(default);

        Assert.Equal((0, 0), (counts.Of(SubscriptionState.Confirmed), counts.In("2026-01")));
        Assert.Empty(await ListAsync(SubscriptionState.Confirmed));
    }

    [Fact]
    public async Task A_state_is_listed_newest_first_with_all_that_a_line_says()
    {
        await AddAsync(Ada, Eve, Kim);

        Assert.Equal([Eve, Ada], await ListAsync(SubscriptionState.Confirmed));
        Assert.Equal([Kim], await ListAsync(SubscriptionState.Pending));
        Assert.Empty(await ListAsync(SubscriptionState.Suppressed));
    }

    [Fact]
    public async Task The_counts_are_saved_with_the_lines()
    {
        await AddAsync(Ada, Eve, Kim);

        var counts = await Index.CountAsync(default);

        Assert.Equal(
            (2, 1, 0, 2),
            (counts.Of(SubscriptionState.Confirmed), counts.Of(SubscriptionState.Pending),
                counts.Of(SubscriptionState.Unsubscribed), counts.In("2026-01")));
    }

    [Fact]
    public async Task A_line_moves_from_one_state_to_another()
    {
        await AddAsync(Ada);
        var left = Ada with { State = SubscriptionState.Unsubscribed, Since = At("2026-02-01T00:00:00") };

        Assert.True(await Index.TryChangeAsync([Ada], [left], await Index.CountAsync(default), default));

        Assert.Empty(await ListAsync(SubscriptionState.Confirmed));
        Assert.Equal([left], await ListAsync(SubscriptionState.Unsubscribed));
        Assert.False(await Index.ContainsAsync(Ada, default));
        Assert.True(await Index.ContainsAsync(left, default));
    }

    [Fact]
    public async Task With_older_counts_nothing_changes()
    {
        var older = await Index.CountAsync(default);
        await AddAsync(Ada);
        var read = await Index.CountAsync(default);
        Assert.True(await Index.TryChangeAsync([], [Eve], read, default));

        Assert.False(await Index.TryChangeAsync([], [Kim], older, default));
        Assert.False(await Index.TryChangeAsync([Ada], [Kim], read, default));

        Assert.Equal([Eve, Ada], await ListAsync(SubscriptionState.Confirmed));
        Assert.Empty(await ListAsync(SubscriptionState.Pending));
    }

    [Fact]
    public async Task A_line_that_is_missing_or_there_already_stops_the_whole_change()
    {
        await AddAsync(Ada);
        var counts = await Index.CountAsync(default);

        Assert.False(await Index.TryChangeAsync([Eve], [Kim], counts, default));
        Assert.False(await Index.TryChangeAsync([], [Kim, Ada], counts, default));

        Assert.Empty(await ListAsync(SubscriptionState.Pending));
        Assert.Equal(counts.Version, (await Index.CountAsync(default)).Version);
    }

    [Fact]
    public async Task As_many_lines_as_the_limit_change_at_once()
    {
        var lines = Enumerable.Range(0, ISubscriberIndex.MaxLines)
            .Select(number => Ada with { Key = $"0b{number:D2}", Since = Ada.Since.AddSeconds(-number) }).ToList();

        await AddAsync([.. lines]);

        Assert.Equal(lines, await ListAsync(SubscriptionState.Confirmed));
    }

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() =>
        await AllFailAsync<ISubscriberIndex>(EveryCall(Unreachable, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        await AllAreCancelledAsync<ISubscriberIndex>(EveryCall(Index, Cancelled));

        Assert.Empty(await ListAsync(SubscriptionState.Pending));
    }

    private static Func<Task>[] EveryCall(ISubscriberIndex of, CancellationToken cancellation) =>
    [
        () => of.CountAsync(cancellation),
        () => ReadAsync(of.ListAsync(SubscriptionState.Pending, cancellation)),
        () => of.ContainsAsync(Kim, cancellation),
        () => of.TryChangeAsync([], [Kim], SubscriberCounts.Zero, cancellation),
    ];

    private async Task AddAsync(params SubscriberLine[] lines)
    {
        var counts = await Index.CountAsync(default);
        Assert.True(await Index.TryChangeAsync([], lines, counts.With(lines), default));
    }

    private Task<List<SubscriberLine>> ListAsync(SubscriptionState state) =>
        ReadAsync(Index.ListAsync(state, default));
}

public sealed class FakeSubscriberIndexTests() : SubscriberIndexContract(azurite: null)
{
    private protected override ISubscriberIndex Index { get; } = new FakeSubscriberIndex();

    private protected override ISubscriberIndex Unreachable { get; } = new FakeSubscriberIndex { IsDown = true };
}

[Collection(nameof(Azurite))]
public sealed class SubscriberTableTests(Azurite azurite) : SubscriberIndexContract(azurite)
{
    private protected override ISubscriberIndex Index { get; } = new SubscriberTable(azurite.Tables);

    private protected override ISubscriberIndex Unreachable { get; } = new SubscriberTable(Azurite.Unreachable);
}
