using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

/// <summary>What is found of the submissions, and what is removed of that.</summary>
public abstract class SubmissionQueryContract(Azurite? azurite) : StorageContract(azurite)
{
    private const string OnTheEve = "2026-01-07T23:59:59.9999999Z";
    private const string AtMidnight = "2026-01-08T00:00:00Z";
    private const string AtTheEnd = "2026-01-08T23:59:59.9999999Z";
    private const string OnTheMorrow = "2026-01-09T00:00:00Z";

    private protected abstract ISubmissionStore Store { get; }

    [Fact]
    public async Task By_its_id_it_is_found_on_every_day_and_nothing_else_is()
    {
        await AddAsync(
            Samples.Submission("BSK-2345-6789", OnTheMorrow), Samples.Submission("BSK-2345-6789", OnTheEve),
            Samples.Submission("BSK-2345-6789-ABCD", OnTheEve), Samples.Submission("BSK-2345-678", OnTheEve));

        var found = await ReadAsync(Store.FindByIdAsync("BSK-2345-6789", default));

        Assert.Equal(
            [Key("BSK-2345-6789", 7), Key("BSK-2345-6789", 9)], found.Select(submission => submission.Key));
        Assert.Equal("the whole hash", found[0].Hash);
        Assert.True(await Store.TryUpdateAsync(found[0], default));
    }

    [Fact]
    public async Task A_day_is_read_by_its_form_from_midnight_to_midnight_in_the_order_of_ids()
    {
        await AddAsync(
            Samples.Submission("BSK-2345-6783", AtTheEnd), Samples.Submission("BSK-2345-6782", AtMidnight),
            Samples.Submission("BSK-2345-6784") with { Kind = "consultation" },
            Samples.Submission("BSK-2345-6785", OnTheEve), Samples.Submission("BSK-2345-6786", OnTheMorrow));

        var read = await ReadAsync(Store.ReadDayAsync(Samples.Day, "subscribe", default));

        Assert.Equal(["BSK-2345-6782", "BSK-2345-6783"], read.Select(submission => submission.Id));
    }

    [Fact]
    public async Task A_day_is_listed_by_its_state()
    {
        await AddAsync(
            Samples.Submission("BSK-2345-6783") with { State = SubmissionState.Failed, Kind = "consultation" },
            Samples.Submission("BSK-2345-6782", AtTheEnd) with { State = SubmissionState.Failed, Error = "why" },
            Samples.Submission("BSK-2345-6784"),
            Samples.Submission("BSK-2345-6785", OnTheMorrow) with { State = SubmissionState.Failed });

        Assert.Equal(
            [
                new SubmissionLine(Key("BSK-2345-6782", 8), "subscribe", DateTimeOffset.Parse(AtTheEnd), "why"),
                new SubmissionLine(
                    Key("BSK-2345-6783", 8), "consultation", DateTimeOffset.Parse("2026-01-08T19:42:07Z"), null),
            ],
            await ReadAsync(Store.ListDayAsync(Samples.Day, SubmissionState.Failed, default)));
    }

    [Fact]
    public async Task All_are_read_the_oldest_day_first_and_nothing_beside_them()
    {
        await AddAsync(
            Samples.Submission("BSK-2345-6782", OnTheMorrow), Samples.Submission("BSK-ZZZZ-ZZZZ", OnTheEve),
            Samples.Submission("BSK-2345-6784"), Samples.Submission("BSK-2345-6783"));

        var all = await ReadAsync(Store.ReadAllAsync(default));

        Assert.Equal(
            ["BSK-ZZZZ-ZZZZ", "BSK-2345-6783", "BSK-2345-6784", "BSK-2345-6782"],
            all.Select(submission => submission.Id));
    }

    [Fact]
    public async Task Old_ones_are_found_by_days_both_included_by_form_and_by_state()
    {
        await AddAsync(
            Samples.Submission("BSK-2345-6782", OnTheMorrow) with { Error = "honeypot field filled" },
            Samples.Submission("BSK-2345-6783", AtMidnight) with { Email = "ada@example.org" },
            Samples.Submission("BSK-2345-6784", OnTheEve),
            Samples.Submission("BSK-2345-6785", "2026-01-10T00:00:00Z"),
            Samples.Submission("BSK-2345-6786") with { Kind = "consultation" },
            Samples.Submission("BSK-2345-6787") with { State = SubmissionState.Failed });

        Assert.Equal(
            [
                (Key("BSK-2345-6783", 8), "ada@example.org", null),
                (Key("BSK-2345-6782", 9), null, "honeypot field filled"),
            ],
            (await FindOldAsync(new DateOnly(2026, 1, 8), new DateOnly(2026, 1, 9)))
                .Select(old => (old.Key, old.Email, old.Error)));
    }

    [Fact]
    public async Task All_of_them_are_found_from_the_first_day_there_is()
    {
        await AddAsync(Samples.Submission());

        Assert.Single(await FindOldAsync(DateOnly.MinValue, Samples.Day));
    }

    [Fact]
    public async Task Of_old_ones_those_are_removed_that_are_still_as_they_were_read()
    {
        await AddAsync(
            Samples.Submission("BSK-2345-6782"), Samples.Submission("BSK-2345-6783"),
            Samples.Submission("BSK-2345-6784"), Samples.Submission("BSK-2345-6785", OnTheMorrow));
        var old = await FindOldAsync(Samples.Day, new DateOnly(2026, 1, 9));
        var changed = (await Store.FindAsync(Key("BSK-2345-6783", 8), default))!;
        Assert.True(await Store.TryUpdateAsync(changed with { Attempts = 1 }, default));
        await Store.RemoveAsync(Key("BSK-2345-6784", 8), default);

        Assert.Equal(2, await Store.RemoveUnchangedAsync(old, default));
        Assert.Equal(0, await Store.RemoveUnchangedAsync(old, default));
        Assert.Equal(0, await Store.RemoveUnchangedAsync([], default));

        Assert.Equal(["BSK-2345-6783"], (await ReadAsync(Store.ReadAllAsync(default))).Select(row => row.Id));
    }

    private static SubmissionKey Key(string id, int day) => new(new DateOnly(2026, 1, day), id);

    private Task<List<SubmissionOutline>> FindOldAsync(DateOnly from, DateOnly until) =>
        ReadAsync(Store.FindOldAsync(from, until, "subscribe", SubmissionState.Received, default));

    private async Task AddAsync(params Submission[] submissions)
    {
        foreach (var submission in submissions)
        {
            var claim = new Claim($"c1a1{submission.Id}", submission.Id, submission.Hash, submission.ReceivedAt);
            Assert.True(await Store.TryAddAsync(submission, [claim], default));
        }
    }
}

public sealed class FakeSubmissionQueryTests() : SubmissionQueryContract(azurite: null)
{
    private protected override ISubmissionStore Store { get; } = new FakeSubmissionStore();
}

[Collection(nameof(Azurite))]
public sealed class SubmissionTableQueryTests(Azurite azurite) : SubmissionQueryContract(azurite)
{
    private protected override ISubmissionStore Store { get; } = new SubmissionTable(azurite.Tables);
}
