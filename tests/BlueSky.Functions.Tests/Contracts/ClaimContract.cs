using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

/// <summary>What only one submission can have.</summary>
public abstract class ClaimContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly Claim Ada = new(
        "00c0ffee", "BSK-2345-6789", "content", At("2026-01-08T19:42:07.1234567"));

    private static readonly Claim Eve = Ada with { Holder = "BSK-EEEE-EEEE", Content = "other content" };

    private protected abstract ISubmissionStore Store { get; }

    [Fact]
    public async Task A_claim_is_stored_with_its_submission_and_found_as_it_was_written()
    {
        Assert.True(await AddAsync("BSK-2345-6789", Ada, Ada with { Key = "01c0ffee" }));

        var found = await FindAsync("00c0ffee");

        Assert.NotNull(found?.Version);
        Assert.Equal(Ada, found with { Version = null });
        Assert.Equal("01c0ffee", (await FindAsync("01c0ffee"))?.Key);
    }

    [Fact]
    public async Task What_nobody_claimed_is_not_found()
    {
        Assert.True(await AddAsync("BSK-2345-6789", Ada));

        Assert.Null(await FindAsync("0ddc0ffee"));
        Assert.Null(await Store.FindClaimAsync(new DateOnly(2026, 1, 7), "00c0ffee", default));
    }

    [Fact]
    public async Task Whoever_claims_what_is_taken_is_not_stored_and_neither_is_anything_with_it()
    {
        Assert.True(await AddAsync("BSK-2345-6789", Ada));

        Assert.False(await AddAsync("BSK-EEEE-EEEE", Eve with { Key = "01c0ffee" }, Eve));

        Assert.Equal("BSK-2345-6789", (await FindAsync("00c0ffee"))?.Holder);
        Assert.Null(await FindAsync("01c0ffee"));
        await AssertStoredAsync("BSK-2345-6789");
    }

    [Fact]
    public async Task A_submission_whose_id_is_taken_claims_nothing()
    {
        Assert.True(await AddAsync("BSK-2345-6789"));

        Assert.False(await AddAsync("BSK-2345-6789", Ada));

        Assert.Null(await FindAsync("00c0ffee"));
    }

    [Fact]
    public async Task A_claim_is_replaced_at_its_version()
    {
        Assert.True(await AddAsync("BSK-2345-6789", Ada));
        var standing = await FindAsync("00c0ffee");

        Assert.True(await AddAsync("BSK-EEEE-EEEE", Eve with { Version = standing?.Version }));

        Assert.Equal(Eve, (await FindAsync("00c0ffee"))! with { Version = null });
        await AssertStoredAsync("BSK-2345-6789", "BSK-EEEE-EEEE");
    }

    [Fact]
    public async Task A_claim_that_changed_meanwhile_is_not_replaced()
    {
        Assert.True(await AddAsync("BSK-2345-6789", Ada));
        var standing = await FindAsync("00c0ffee");
        Assert.True(await AddAsync("BSK-EEEE-EEEE", Eve with { Version = standing?.Version }));

        Assert.False(await AddAsync("BSK-2345-6784", Ada with { Version = standing?.Version }));

        Assert.Equal("BSK-EEEE-EEEE", (await FindAsync("00c0ffee"))?.Holder);
        await AssertStoredAsync("BSK-2345-6789", "BSK-EEEE-EEEE");
    }

    [Fact]
    public async Task A_claim_that_is_gone_is_not_replaced()
    {
        Assert.True(await AddAsync("BSK-2345-6789", Ada));
        var standing = await FindAsync("00c0ffee");
        await Store.RemoveClaimsAsync(Samples.Day, default);

        Assert.False(await AddAsync("BSK-EEEE-EEEE", Eve with { Version = standing?.Version }));

        await AssertStoredAsync("BSK-2345-6789");
    }

    [Fact]
    public async Task Of_two_that_claim_the_same_at_once_one_is_stored()
    {
        var added = await Task.WhenAll(
            Task.Run(() => AddAsync("BSK-2345-6789", Ada)), Task.Run(() => AddAsync("BSK-EEEE-EEEE", Eve)));

        Assert.Equal([false, true], added.Order());
        await AssertStoredAsync(added[0] ? "BSK-2345-6789" : "BSK-EEEE-EEEE");
    }

    [Fact]
    public async Task A_days_claims_are_removed_and_nothing_else()
    {
        Assert.True(await AddAsync("BSK-2345-6789", Ada));
        Assert.True(await Store.TryAddAsync(
            Samples.Submission("BSK-EEEE-EEEE", "2026-01-09T08:00:00Z"), [Eve], default));

        await Store.RemoveClaimsAsync(Samples.Day, default);
        await Store.RemoveClaimsAsync(Samples.Day, default);

        Assert.Null(await FindAsync("00c0ffee"));
        Assert.NotNull(await Store.FindClaimAsync(new DateOnly(2026, 1, 9), "00c0ffee", default));
        await AssertStoredAsync("BSK-2345-6789");
        Assert.True(await AddAsync("BSK-2345-6784", Ada));
    }

    // A page of a query has 1,000 rows, and a transaction 100.
    [Fact]
    public async Task A_days_claims_are_removed_however_many_there_are()
    {
        for (var i = 0; i < 11; i++)
        {
            var claims = Enumerable.Range(0, 98).Select(j => Ada with { Key = $"{i:D2}{j:D2}" });
            Assert.True(await AddAsync($"BSK-2345-67{i:D2}", [.. claims]));
        }

        await Store.RemoveClaimsAsync(Samples.Day, default);

        Assert.Null(await FindAsync("0000"));
        Assert.Null(await FindAsync("1020"));
        Assert.Null(await FindAsync("1097"));
    }

    private Task<bool> AddAsync(string id, params Claim[] claims) =>
        Store.TryAddAsync(Samples.Submission(id), claims, default);

    private Task<Claim?> FindAsync(string key) => Store.FindClaimAsync(Samples.Day, key, default);

    /// <summary>These are all rows of the day, and each has its marker.</summary>
    private async Task AssertStoredAsync(params string[] ids)
    {
        Assert.Equal(ids, (await ReadAsync(Store.ReadAllAsync(default)))
            .Where(row => row.Key.Day == Samples.Day).Select(row => row.Id));
        Assert.Equal(ids, (await ReadAsync(Store.FindOpenAsync(Samples.Day, default))).Select(open => open.Key.Id));
    }
}

public sealed class FakeClaimTests() : ClaimContract(azurite: null)
{
    private protected override ISubmissionStore Store { get; } = new FakeSubmissionStore();
}

[Collection(nameof(Azurite))]
public sealed class ClaimTableTests(Azurite azurite) : ClaimContract(azurite)
{
    private protected override ISubmissionStore Store { get; } = new SubmissionTable(azurite.Tables);
}
