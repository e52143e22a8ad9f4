using BlueSky.Functions.Requests;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

/// <summary>How staff change a request.</summary>
public abstract class RequestStoreContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly DateTimeOffset Now = Samples.Call.At;

    private static readonly Handling Tried = new(
        HandlingState.Tried, "rosa@clinic.example", Now, TryAgainAt: At("2026-01-10T16:00:00"), Changes: 4);

    private protected abstract ISubmissionStore Submissions { get; }

    private protected abstract IRequestStore Store { get; }

    private protected abstract IRequestStore Unreachable { get; }

    [Fact]
    public async Task A_change_writes_the_request_its_history_and_its_open_marker()
    {
        var read = await AddAsync(Samples.Request());
        await Submissions.CloseAsync(Samples.Key, default);
        var changed = read with { State = SubmissionState.Received, Error = null, Handling = Tried };

        Assert.True(await Store.TryChangeAsync(changed, [Samples.Call], Now, default));

        Samples.AssertSame(changed, await FindAsync());
        Assert.Equal([Samples.Call], await HistoryAsync());
        Assert.Equal([new OpenMarker(Samples.Key, Now)], await OpenAsync());
    }

    [Fact]
    public async Task What_a_change_takes_away_is_no_more()
    {
        var read = await AddAsync(Samples.Request() with { Handling = Tried });

        Assert.True(await Store.TryChangeAsync(
            read with { Error = null, Handling = new Handling(HandlingState.New, Changes: 5) }, [], Now, default));

        var after = await FindAsync();
        Assert.Equal((null, new Handling(HandlingState.New, Changes: 5)), (after.Error, after.Handling));
    }

    [Fact]
    public async Task An_older_version_is_not_changed_and_has_no_history_and_no_marker()
    {
        var read = await AddAsync(Samples.Request());
        Assert.True(await Submissions.TryUpdateAsync(read with { Attempts = 1 }, default));
        await Submissions.CloseAsync(Samples.Key, default);

        Assert.False(await Store.TryChangeAsync(read with { Handling = Tried }, [Samples.Call], Now, default));

        Samples.AssertSame(read with { Attempts = 1 }, await FindAsync());
        Assert.Empty(await HistoryAsync());
        Assert.Empty(await OpenAsync());
    }

    [Fact]
    public async Task What_is_gone_is_not_changed()
    {
        var read = await AddAsync(Samples.Request());
        await Submissions.RemoveAsync(Samples.Key, default);

        Assert.False(await Store.TryChangeAsync(read with { Handling = Tried }, [Samples.Call], Now, default));

        Assert.Null(await Submissions.FindAsync(Samples.Key, default));
        Assert.Empty(await HistoryAsync());
        Assert.Empty(await OpenAsync());
    }

    [Fact]
    public async Task Of_two_changes_of_one_version_one_is_written()
    {
        var read = await AddAsync(Samples.Request());

        var changed = await Task.WhenAll(new[] { "rosa", "ben" }.Select(who => Task.Run(() => Store.TryChangeAsync(
            read with { Handling = Tried with { By = who } }, [Samples.Call with { Id = who, By = who }], Now,
            default))));

        Assert.Equal([false, true], changed.Order());
        var winner = changed[0] ? "rosa" : "ben";
        Assert.Equal(winner, (await FindAsync()).Handling.By);
        Assert.Equal(winner, Assert.Single(await HistoryAsync()).By);
    }

    [Fact]
    public async Task An_entry_of_the_history_can_be_replaced()
    {
        var read = await AddAsync(Samples.Request());
        Assert.True(await Store.TryChangeAsync(read with { Handling = Tried }, [Samples.Call], Now, default));
        var undone = Samples.Call with { UndoneAt = At("2026-01-09T08:01:00.0000001") };

        Assert.True(await Store.TryChangeAsync(await FindAsync(), [undone], Now, default));

        Assert.Equal([undone], await HistoryAsync());
    }

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() =>
        await AllFailAsync<IRequestStore>(EveryCall(Unreachable, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        var read = await AddAsync(Samples.Request());

        await AllAreCancelledAsync<IRequestStore>(EveryCall(Store, Cancelled));

        Assert.Equal(read.Version, (await FindAsync()).Version);
        Assert.Empty(await HistoryAsync());
    }

    private static Func<Task>[] EveryCall(IRequestStore of, CancellationToken cancellation) =>
    [
        () => of.TryChangeAsync(Samples.Request() with { Version = "W/\"1\"" }, [Samples.Call], Now, cancellation),
        () => of.AddAsync(Samples.Key, Samples.Call, cancellation),
        () => ReadAsync(of.ReadHistoryAsync(Samples.Key, cancellation)),
        () => ReadAsync(of.ReadAsync(Samples.Day, Samples.Day, ["consultation"], state: null, cancellation)),
        () => ReadAsync(of.FindHandledAsync(HandlingState.Spam, Now, cancellation)),
    ];

    private Task<List<RequestEvent>> HistoryAsync() => ReadAsync(Store.ReadHistoryAsync(Samples.Key, default));

    private Task<List<OpenMarker>> OpenAsync() => ReadAsync(Submissions.FindOpenAsync(Samples.Day, default));

    private async Task<Submission> FindAsync() => (await Submissions.FindAsync(Samples.Key, default))!;

    /// <returns>As it is read.</returns>
    private async Task<Submission> AddAsync(Submission submission)
    {
        Assert.True(await Submissions.TryAddAsync(submission, [], default));
        return (await Submissions.FindAsync(submission.Key, default))!;
    }
}

public sealed class FakeRequestStoreTests() : RequestStoreContract(azurite: null)
{
    private readonly FakeSubmissionStore fake = new();

    private protected override ISubmissionStore Submissions => fake;

    private protected override IRequestStore Store => fake;

    private protected override IRequestStore Unreachable { get; } = new FakeSubmissionStore { IsDown = true };
}

[Collection(nameof(Azurite))]
public sealed class RequestTableTests(Azurite azurite) : RequestStoreContract(azurite)
{
    private protected override ISubmissionStore Submissions { get; } = new SubmissionTable(azurite.Tables);

    private protected override IRequestStore Store { get; } = new RequestTable(azurite.Tables);

    private protected override IRequestStore Unreachable { get; } = new RequestTable(Azurite.Unreachable);
}
