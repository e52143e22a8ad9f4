using BlueSky.Functions.Requests;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

/// <summary>The history of a request, and how requests are found by what staff made of them.</summary>
public abstract class RequestQueryContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly Handling Tried = new(
        HandlingState.Tried, "rosa@clinic.example", At("2026-01-09T08:00:00"), Changes: 4);

    private protected abstract ISubmissionStore Submissions { get; }

    private protected abstract IRequestStore Store { get; }

    [Fact]
    public async Task An_entry_that_changes_nothing_is_added_beside_the_request()
    {
        var read = await AddAsync(Samples.Request());
        var view = Samples.Call with { Action = RequestAction.View, Note = null, Before = null };

        await Store.AddAsync(Samples.Key, view, default);
        await Store.AddAsync(Samples.Key, view, default);

        Assert.Equal([view], await HistoryAsync());
        Assert.Equal(read.Version, (await Submissions.FindAsync(Samples.Key, default))?.Version);
    }

    [Fact]
    public async Task A_history_is_of_one_request_and_the_oldest_first()
    {
        SubmissionKey[] others =
            [Samples.Key with { Id = "BSK-2345-6789-ABCD" }, Samples.Key with { Day = new(2026, 1, 9) }];
        foreach (var key in others)
        {
            await Store.AddAsync(key, Samples.Call with { By = "another" }, default);
        }

        foreach (var id in (string[])
            ["20260109080000124.00000000", "20260109080000123.ffffffff", "20251231000000000.a"])
        {
            await Store.AddAsync(Samples.Key, Samples.Call with { Id = id }, default);
        }

        Assert.Equal(
            ["20251231000000000.a", "20260109080000123.ffffffff", "20260109080000124.00000000"],
            (await HistoryAsync()).Select(entry => entry.Id));
    }

    [Fact]
    public async Task A_history_is_removed_with_its_request_and_with_no_other()
    {
        await AddAsync(Samples.Request());
        await Store.AddAsync(Samples.Key, Samples.Call, default);
        await Store.AddAsync(Samples.Key, Samples.Call with { Id = "2" }, default);
        var other = Samples.Key with { Id = "BSK-2345-6789-ABCD" };
        await Store.AddAsync(other, Samples.Call, default);

        await Submissions.RemoveAsync(Samples.Key, default);

        Assert.Empty(await HistoryAsync());
        Assert.Equal([Samples.Call], await ReadAsync(Store.ReadHistoryAsync(other, default)));
    }

    [Fact]
    public async Task A_day_is_read_from_midnight_to_midnight_by_what_became_of_its_requests()
    {
        await AddAsync(Samples.Request("BSK-2345-6782", "2026-01-08T00:00:00Z") with { Handling = Handling.New });
        await AddAsync(Samples.Request("BSK-2345-6783", "2026-01-08T23:59:59.9999999Z") with { Handling = Tried });
        await AddAsync(Samples.Request("BSK-2345-6784", "2026-01-09T00:00:00Z") with { Handling = Tried });
        await AddAsync(Samples.Request("BSK-2345-6785", "2026-01-07T23:59:59.9999999Z") with { Handling = Tried });
        // A subscription is no request.
        await AddAsync(Samples.Submission("BSK-2345-6786"));
        await Store.AddAsync(new SubmissionKey(Samples.Day, "BSK-2345-6783"), Samples.Call, default);

        Assert.Equal(["BSK-2345-6782", "BSK-2345-6783"], await IdsAsync(state: null));
        Assert.Equal(["BSK-2345-6783"], await IdsAsync(HandlingState.Tried));
        Assert.Empty(await IdsAsync(HandlingState.Booked));
    }

    [Fact]
    public async Task Those_are_found_that_were_left_in_a_state_before_a_time()
    {
        await AddAsync(
            Samples.Request("BSK-2345-6782", "2025-12-31T23:59:59Z") with { Handling = Spam("2026-01-08T11:59:59") });
        await AddAsync(
            Samples.Request("BSK-2345-6783", "2026-01-08T00:00:00Z") with { Handling = Spam("2026-01-08T11:59:58") });
        await AddAsync(Samples.Request("BSK-2345-6784") with { Handling = Spam("2026-01-08T12:00:00") });
        await AddAsync(
            Samples.Request("BSK-2345-6785") with { Handling = Tried with { At = At("2026-01-08T11:00:00") } });
        await AddAsync(Samples.Request("BSK-2345-6786") with { Handling = Handling.New });
        await AddAsync(Samples.Submission("BSK-2345-6787"));

        var found = await ReadAsync(Store.FindHandledAsync(HandlingState.Spam, At("2026-01-08T12:00:00"), default));

        Assert.Equal(
            [new SubmissionKey(new DateOnly(2025, 12, 31), "BSK-2345-6782"), new(Samples.Day, "BSK-2345-6783")], found);
    }

    private static Handling Spam(string at) => new(HandlingState.Spam, "rosa@clinic.example", At(at), Changes: 1);

    private async Task<IEnumerable<string>> IdsAsync(HandlingState? state) =>
        (await ReadAsync(Store.ReadAsync(Samples.Day, Samples.Day, ["consultation", "unknown"], state, default)))
            .Select(request => request.Id).Order();

    private Task<List<RequestEvent>> HistoryAsync() => ReadAsync(Store.ReadHistoryAsync(Samples.Key, default));

    /// <returns>As it is read.</returns>
    private async Task<Submission> AddAsync(Submission submission)
    {
        Assert.True(await Submissions.TryAddAsync(submission, [], default));
        return (await Submissions.FindAsync(submission.Key, default))!;
    }
}

public sealed class FakeRequestQueryTests() : RequestQueryContract(azurite: null)
{
    private readonly FakeSubmissionStore fake = new();

    private protected override ISubmissionStore Submissions => fake;

    private protected override IRequestStore Store => fake;
}

[Collection(nameof(Azurite))]
public sealed class RequestTableQueryTests(Azurite azurite) : RequestQueryContract(azurite)
{
    private protected override ISubmissionStore Submissions { get; } = new SubmissionTable(azurite.Tables);

    private protected override IRequestStore Store { get; } = new RequestTable(azurite.Tables);
}
