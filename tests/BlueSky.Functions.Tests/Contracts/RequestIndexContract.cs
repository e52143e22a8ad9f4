using BlueSky.Functions.Requests;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

public abstract class RequestIndexContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly Handling Booked = new(
        HandlingState.Booked, "rosa@clinic.example", At("2026-01-09T08:00:00.1234567"), Changes: 2);

    private protected abstract IRequestIndex Index { get; }

    private protected abstract IRequestIndex Unreachable { get; }

    [Fact]
    public async Task What_is_read_is_what_was_put()
    {
        var line = Samples.Line() with
        {
            PromisedBy = At("2026-01-09T23:00:00.0000001"),
            Handling = new Handling(
                HandlingState.Tried, "rosa@clinic.example", At("2026-01-09T08:00:00.1234567"),
                TryAgainAt: At("2026-01-10T16:00:00.7654321"), Changes: 7),
            Name = "Zoë 😀 שלום \u202E",
            Phone = "+1 (505) 555-0100",
            Email = "zoë@example.org",
            PreferredContact = "Phone",
            PreferredTime = "after 4 PM",
            Language = "pt-BR",
            Reason = "processing failed",
        };

        await Index.PutAsync(line, default);

        AssertSame(line, Assert.Single(await OpenAsync()));
    }

    [Fact]
    public async Task What_was_not_given_is_read_as_null()
    {
        await Index.PutAsync(Samples.Line() with { Handling = Handling.None }, default);

        AssertSame(Samples.Line() with { Handling = Handling.None }, Assert.Single(await OpenAsync()));
    }

    [Fact]
    public async Task What_is_over_is_read_as_null()
    {
        await Index.PutAsync(
            Samples.Line() with
            {
                Reason = "failed",
                Handling = Booked with { State = HandlingState.Tried, TryAgainAt = At("2026-01-10T16:00:00") },
            },
            default);

        var after = Samples.Line() with { Handling = new Handling(HandlingState.New, Changes: 3) };
        await Index.PutAsync(after, default);

        AssertSame(after, Assert.Single(await OpenAsync()));
    }

    [Fact]
    public async Task Open_ones_are_read_the_oldest_first_and_those_held_back_the_newest_first()
    {
        await PutAsync(
            Samples.Line("BSK-2345-6783", "2026-01-08T12:00:00.0000001Z"),
            Samples.Line("BSK-2345-6782", "2026-01-09T12:00:00Z"),
            Samples.Line("BSK-2345-6784", "2026-01-08T12:00:00Z"), Held("BSK-2345-6785", "2026-01-08T11:00:00Z"),
            Held("BSK-2345-6786", "2026-01-09T11:00:00Z"));

        Assert.Equal(
            ["BSK-2345-6784", "BSK-2345-6783", "BSK-2345-6782"], (await OpenAsync()).Select(line => line.Key.Id));
        var held = await Index.ReadHeldAsync(newest: 50, default);
        Assert.Equal(["BSK-2345-6786", "BSK-2345-6785"], held.Newest.Select(line => line.Key.Id));
        Assert.Equal((2, false), (held.Count, held.IsMore));
    }

    [Fact]
    public async Task Of_many_that_are_held_back_the_newest_are_read_and_all_are_counted()
    {
        await PutAsync([.. Enumerable.Range(0, 7).Select(i => Held($"BSK-2345-678{i}", $"2026-01-08T1{i}:00:00Z"))]);

        var held = await Index.ReadHeldAsync(newest: 2, default);

        Assert.Equal(["BSK-2345-6786", "BSK-2345-6785"], held.Newest.Select(line => line.Key.Id));
        Assert.Equal((7, false), (held.Count, held.IsMore));
    }

    [Fact]
    public async Task Nothing_is_read_of_an_empty_index()
    {
        Assert.Empty(await OpenAsync());
        var held = await Index.ReadHeldAsync(newest: 50, default);
        Assert.Equal((0, 0, false), (held.Newest.Count, held.Count, held.IsMore));
        Assert.Empty(await Index.FindAsync("BSK-2345-6789", default));
    }

    [Fact]
    public async Task A_request_moves_between_the_open_ones_those_held_back_and_neither()
    {
        await PutAsync(Held());
        Assert.Equal((0, 1), await CountAsync());

        await PutAsync(
            Samples.Line() with { Handling = new Handling(HandlingState.New, "rosa", Booked.At, Changes: 1) });
        Assert.Equal((1, 0), await CountAsync());

        await PutAsync(Samples.Line() with { Handling = Booked });
        Assert.Equal((0, 0), await CountAsync());

        await PutAsync(Held() with { Handling = new Handling(HandlingState.New, Changes: 3) });
        Assert.Equal((0, 1), await CountAsync());
    }

    [Fact]
    public async Task An_older_change_does_not_replace_a_later_one()
    {
        await PutAsync(Samples.Line() with { Handling = Booked });

        await PutAsync(
            Samples.Line() with { Handling = Booked with { State = HandlingState.Tried, Changes = 1 } },
            Samples.Line());

        Assert.Equal((0, 0), await CountAsync());
    }

    [Fact]
    public async Task Many_are_put_together_and_those_that_are_known_as_ever()
    {
        await PutAsync(Samples.Line() with { Handling = Booked });

        await Index.PutAsync(
            [Samples.Line(), .. Enumerable.Range(0, 60).Select(i => Samples.Line($"BSK-3333-33{i:D2}"))], default);
        await Index.PutAsync([], default);

        Assert.Equal((60, 0), await CountAsync());
    }

    [Fact]
    public async Task The_same_change_can_be_put_again()
    {
        var line = Samples.Line() with { Name = "Ada", Handling = Booked with { State = HandlingState.Tried } };

        await PutAsync(line, line, Samples.Line("BSK-2345-6788"), Samples.Line("BSK-2345-6788"));

        Assert.Equal(["BSK-2345-6788", "BSK-2345-6789"], (await OpenAsync()).Select(each => each.Key.Id));
    }

    [Fact]
    public async Task Of_changes_at_once_the_latest_stays()
    {
        await PutAsync(Samples.Line());

        await Task.WhenAll(Enumerable.Range(1, 8).Select(changes => Task.Run(() => Index.PutAsync(
            Samples.Line() with { Handling = new Handling(HandlingState.Tried, Changes: changes) }, default))));

        Assert.Equal(8, Assert.Single(await OpenAsync()).Handling.Changes);
    }

    [Fact]
    public async Task By_its_id_it_is_found_on_every_day_the_open_one_first_and_then_the_newest()
    {
        await PutAsync(
            Samples.Line("BSK-2345-6789", "2026-01-07T12:00:00Z") with { Handling = Booked },
            Samples.Line("BSK-2345-6789", "2026-01-05T12:00:00Z"),
            Samples.Line("BSK-2345-6789", "2026-01-09T12:00:00Z") with { Handling = Booked },
            Samples.Line("BSK-2345-6789-ABCD"), Samples.Line("BSK-2345-678"));

        var found = await Index.FindAsync("BSK-2345-6789", default);

        Assert.Equal([5, 9, 7], found.Select(key => key.Day.Day));
        Assert.All(found, key => Assert.Equal("BSK-2345-6789", key.Id));
    }

    [Fact]
    public async Task What_is_removed_leaves_nothing_and_can_be_removed_again()
    {
        await PutAsync(Samples.Line(), Held("BSK-2345-6788"), Samples.Line("BSK-2345-6787") with { Handling = Booked });

        foreach (var id in (string[])["BSK-2345-6789", "BSK-2345-6788", "BSK-2345-6787", "BSK-2345-6789"])
        {
            await Index.RemoveAsync(new SubmissionKey(Samples.Day, id), default);
            Assert.Empty(await Index.FindAsync(id, default));
        }

        Assert.Equal((0, 0), await CountAsync());
    }

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() =>
        await AllFailAsync<IRequestIndex>(EveryCall(Unreachable, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        await PutAsync(Samples.Line());

        await AllAreCancelledAsync<IRequestIndex>(EveryCall(Index, Cancelled));

        AssertSame(Samples.Line(), Assert.Single(await OpenAsync()));
    }

    private static Func<Task>[] EveryCall(IRequestIndex of, CancellationToken cancellation) =>
    [
        () => of.PutAsync(Samples.Line() with { Handling = Booked }, cancellation),
        () => of.PutAsync([Samples.Line() with { Handling = Booked }], cancellation),
        () => ReadAsync(of.ReadOpenAsync(cancellation)),
        () => of.ReadHeldAsync(newest: 50, cancellation),
        () => of.FindAsync("BSK-2345-6789", cancellation),
        () => of.ViewAsync(Samples.Key, new RequestViewing("rosa", Booked.At!.Value), cancellation),
        () => of.RemoveAsync(Samples.Key, cancellation),
    ];

    private static RequestLine Held(string id = "BSK-2345-6789", string receivedAt = "2026-01-08T19:42:07Z") =>
        Samples.Line(id, receivedAt) with { IsHeldBack = true, Reason = "honeypot field filled" };

    private static void AssertSame(RequestLine expected, RequestLine actual)
    {
        Assert.Equal(expected.Viewings, actual.Viewings);
        Assert.Equal(expected with { Viewings = [] }, actual with { Viewings = [] });
    }

    private Task<List<RequestLine>> OpenAsync() => ReadAsync(Index.ReadOpenAsync(default));

    private async Task<(int Open, int Held)> CountAsync() =>
        ((await OpenAsync()).Count, (await Index.ReadHeldAsync(newest: 50, default)).Newest.Count);

    private async Task PutAsync(params RequestLine[] lines)
    {
        foreach (var line in lines)
        {
            await Index.PutAsync(line, default);
        }
    }
}

public sealed class FakeRequestIndexTests() : RequestIndexContract(azurite: null)
{
    private protected override IRequestIndex Index { get; } = new FakeRequestIndex();

    private protected override IRequestIndex Unreachable { get; } = new FakeRequestIndex { IsDown = true };
}

[Collection(nameof(Azurite))]
public sealed class RequestIndexTableTests(Azurite azurite) : RequestIndexContract(azurite)
{
    private protected override IRequestIndex Index { get; } = new RequestIndexTable(azurite.Tables);

    private protected override IRequestIndex Unreachable { get; } = new RequestIndexTable(Azurite.Unreachable);
}
