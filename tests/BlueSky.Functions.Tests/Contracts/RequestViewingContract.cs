using BlueSky.Functions.Requests;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

/// <summary>Who looked at a request.</summary>
public abstract class RequestViewingContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly Handling Booked = new(
        HandlingState.Booked, "rosa@clinic.example", At("2026-01-09T08:00:00"), Changes: 2);

    private protected abstract IRequestIndex Index { get; }

    [Fact]
    public async Task Who_looks_at_a_request_is_told_who_looked_before()
    {
        await PutAsync(Samples.Line());
        var (rosa, ben) = (Viewing("rosa", "2026-01-09T08:00:00.1234567"), Viewing("ben", "2026-01-09T08:01:00"));

        Assert.Empty(await ViewAsync(rosa));
        Assert.Equal([rosa], await ViewAsync(ben));
        Assert.Equal(
            ["ben", "rosa"], (await ViewAsync(Viewing("rosa", "2026-01-09T08:02:00"))).Select(each => each.By).Order());

        Assert.Equal(
            [ben, Viewing("rosa", "2026-01-09T08:02:00")],
            Assert.Single(await OpenAsync()).Viewings.OrderBy(each => each.At));
    }

    [Fact]
    public async Task Viewings_stay_through_a_change_and_end_when_it_leaves_its_list()
    {
        await PutAsync(Samples.Line());
        var rosa = Viewing("rosa", "2026-01-09T08:00:00");
        await ViewAsync(rosa);

        await PutAsync(Samples.Line() with { Handling = new Handling(HandlingState.Tried, Changes: 1) });
        Assert.Equal([rosa], Assert.Single(await OpenAsync()).Viewings);

        await PutAsync(Samples.Line() with { Handling = Booked });
        Assert.Empty(await ViewAsync(rosa));
        await PutAsync(Samples.Line() with { Handling = new Handling(HandlingState.New, Changes: 3) });
        Assert.Empty(Assert.Single(await OpenAsync()).Viewings);
    }

    [Fact]
    public async Task What_is_on_no_list_is_not_looked_at()
    {
        Assert.Empty(await ViewAsync(Viewing("rosa", "2026-01-09T08:00:00")));

        Assert.Empty(await OpenAsync());
        Assert.Empty(await Index.FindAsync("BSK-2345-6789", default));
    }

    [Fact]
    public async Task All_who_look_at_once_are_known()
    {
        await PutAsync(Samples.Line());

        await Task.WhenAll(Enumerable.Range(0, 5).Select(i =>
            Task.Run(() => ViewAsync(Viewing($"{i}", "2026-01-09T08:00:00")))));

        Assert.Equal(
            ["0", "1", "2", "3", "4"], Assert.Single(await OpenAsync()).Viewings.Select(viewing => viewing.By).Order());
    }

    private static RequestViewing Viewing(string by, string at) => new(by, At(at));

    private Task<IReadOnlyList<RequestViewing>> ViewAsync(RequestViewing viewing) =>
        Index.ViewAsync(Samples.Key, viewing, default);

    private Task PutAsync(RequestLine line) => Index.PutAsync(line, default);

    private Task<List<RequestLine>> OpenAsync() => ReadAsync(Index.ReadOpenAsync(default));
}

public sealed class FakeRequestViewingTests() : RequestViewingContract(azurite: null)
{
    private protected override IRequestIndex Index { get; } = new FakeRequestIndex();
}

[Collection(nameof(Azurite))]
public sealed class RequestIndexTableViewingTests(Azurite azurite) : RequestViewingContract(azurite)
{
    private protected override IRequestIndex Index { get; } = new RequestIndexTable(azurite.Tables);
}
