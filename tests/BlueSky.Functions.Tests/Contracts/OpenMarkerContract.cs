using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

/// <summary>The life of an open marker.</summary>
public abstract class OpenMarkerContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly OpenMarker Open = new(Samples.Key, At("2026-01-08T19:42:07"));

    private protected abstract ISubmissionStore Store { get; }

    [Fact]
    public async Task What_is_stored_is_open_since_it_was_received()
    {
        await AddAsync(Samples.Submission() with { Network = "00c0ffee" });

        Assert.Equal([Open], await OpenAsync());
    }

    [Fact]
    public async Task What_is_closed_is_open_no_more_and_can_be_closed_again()
    {
        var read = await AddAsync(Samples.Submission());

        await Store.CloseAsync(Samples.Key, default);
        await Store.CloseAsync(Samples.Key, default);

        Assert.Empty(await OpenAsync());
        Assert.Equal(read.Version, (await Store.FindAsync(Samples.Key, default))?.Version);
    }

    [Fact]
    public async Task What_is_finished_is_changed_and_open_no_more()
    {
        var read = await AddAsync(Samples.Submission() with { Name = "Ada" });

        Assert.True(await Store.TryFinishAsync(
            read with { State = SubmissionState.Processed, Attempts = 1, Name = "Eve" }, default));

        Assert.Empty(await OpenAsync());
        var finished = (await Store.FindAsync(Samples.Key, default))!;
        Assert.Equal(
            (SubmissionState.Processed, 1, "Ada"), (finished.State, finished.Attempts, finished.Name));
    }

    [Fact]
    public async Task An_older_version_is_not_finished_and_stays_open()
    {
        var read = await AddAsync(Samples.Submission());
        Assert.True(await Store.TryUpdateAsync(read with { Attempts = 1 }, default));

        Assert.False(await Store.TryFinishAsync(read with { Attempts = 2 }, default));

        Assert.Equal([Open], await OpenAsync());
        Assert.Equal(1, (await Store.FindAsync(Samples.Key, default))?.Attempts);
    }

    [Fact]
    public async Task What_is_closed_or_gone_is_not_finished()
    {
        var read = await AddAsync(Samples.Submission());
        await Store.CloseAsync(Samples.Key, default);
        Assert.False(await Store.TryFinishAsync(read with { Attempts = 1 }, default));
        Assert.Equal(read.Version, (await Store.FindAsync(Samples.Key, default))?.Version);

        await Store.RemoveAsync(Samples.Key, default);
        Assert.False(await Store.TryFinishAsync(read with { Attempts = 1 }, default));
        Assert.Null(await Store.FindAsync(Samples.Key, default));
    }

    [Fact]
    public async Task What_is_held_says_so_and_from_which_network_it_was()
    {
        var read = await AddAsync(Samples.Submission() with { Network = "00c0ffee" });

        await Store.HoldAsync(read, default);
        await Store.HoldAsync(read, default);

        Assert.Equal([Open with { IsHeld = true, Network = "00c0ffee" }], await OpenAsync());
    }

    [Fact]
    public async Task What_came_from_no_network_is_held_without_one()
    {
        await Store.HoldAsync(await AddAsync(Samples.Submission()), default);

        Assert.Equal([Open with { IsHeld = true }], await OpenAsync());
    }

    [Fact]
    public async Task What_is_opened_again_is_open_since_then()
    {
        var read = await AddAsync(
            Samples.Submission() with { State = SubmissionState.Failed, Name = "Ada", Error = "no", Attempts = 5 });
        await Store.CloseAsync(Samples.Key, default);

        Assert.True(await Store.TryReopenAsync(
            read.AsReceived() with { Attempts = 0, Name = "Eve" }, At("2026-01-09T08:00:00.0000001"), default));

        Assert.Equal([new OpenMarker(Samples.Key, At("2026-01-09T08:00:00.0000001"))], await OpenAsync());
        var reopened = (await Store.FindAsync(Samples.Key, default))!;
        Assert.Equal(
            (SubmissionState.Received, 0, null, "Ada"),
            (reopened.State, reopened.Attempts, reopened.Error, reopened.Name));
    }

    [Fact]
    public async Task What_was_held_and_is_opened_again_is_held_no_more()
    {
        var read = await AddAsync(Samples.Submission() with { Network = "00c0ffee" });
        await Store.HoldAsync(read, default);

        Assert.True(await Store.TryReopenAsync(read, At("2026-01-08T19:42:07"), default));

        Assert.Equal([Open], await OpenAsync());
    }

    [Fact]
    public async Task An_older_version_is_not_opened_again_and_stays_closed()
    {
        var read = await AddAsync(Samples.Submission());
        Assert.True(await Store.TryUpdateAsync(read with { Attempts = 1 }, default));
        await Store.CloseAsync(Samples.Key, default);

        Assert.False(await Store.TryReopenAsync(read, At("2026-01-09T08:00:00"), default));

        Assert.Empty(await OpenAsync());
        Assert.Equal(1, (await Store.FindAsync(Samples.Key, default))?.Attempts);
    }

    [Fact]
    public async Task What_is_gone_is_not_opened_again()
    {
        var read = await AddAsync(Samples.Submission());
        await Store.RemoveAsync(Samples.Key, default);

        Assert.False(await Store.TryReopenAsync(read, At("2026-01-09T08:00:00"), default));

        Assert.Empty(await OpenAsync());
        Assert.Null(await Store.FindAsync(Samples.Key, default));
    }

    [Fact]
    public async Task Of_two_that_open_it_again_at_once_one_does()
    {
        var read = await AddAsync(Samples.Submission());

        var opened = await Task.WhenAll(
            Task.Run(() => Store.TryReopenAsync(read, At("2026-01-09T08:00:00"), default)),
            Task.Run(() => Store.TryReopenAsync(read, At("2026-01-09T08:00:00"), default)));

        Assert.Equal([false, true], opened.Order());
    }

    // A worker that was about to hold a submission while it was erased leaves one.
    [Fact]
    public async Task Nothing_is_stored_where_a_marker_stands_already()
    {
        await Store.HoldAsync(Samples.Submission(), default);

        Assert.False(await Store.TryAddAsync(Samples.Submission(), [], default));

        Assert.Null(await Store.FindAsync(Samples.Key, default));
        Assert.Equal([Open with { IsHeld = true }], await OpenAsync());
    }

    [Fact]
    public async Task The_open_ones_of_a_day_are_found_in_the_order_of_ids()
    {
        await AddAsync(Samples.Submission("BSK-2345-6783", "2026-01-08T23:59:59.9999999Z"));
        await AddAsync(Samples.Submission("BSK-2345-6782", "2026-01-08T00:00:00Z"));
        await AddAsync(Samples.Submission("BSK-2345-6784", "2026-01-09T00:00:00Z"));

        Assert.Equal(["BSK-2345-6782", "BSK-2345-6783"], (await OpenAsync()).Select(open => open.Key.Id));
    }

    private Task<List<OpenMarker>> OpenAsync() => ReadAsync(Store.FindOpenAsync(Samples.Day, default));

    private async Task<Submission> AddAsync(Submission submission)
    {
        var claim = new Claim($"c1a1{submission.Id}", submission.Id, submission.Hash, submission.ReceivedAt);
        Assert.True(await Store.TryAddAsync(submission, [claim], default));
        return (await Store.FindAsync(submission.Key, default))!;
    }
}

public sealed class FakeOpenMarkerTests() : OpenMarkerContract(azurite: null)
{
    private protected override ISubmissionStore Store { get; } = new FakeSubmissionStore();
}

[Collection(nameof(Azurite))]
public sealed class OpenMarkerTableTests(Azurite azurite) : OpenMarkerContract(azurite)
{
    private protected override ISubmissionStore Store { get; } = new SubmissionTable(azurite.Tables);
}
