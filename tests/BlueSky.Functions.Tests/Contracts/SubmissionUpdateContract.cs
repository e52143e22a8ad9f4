using BlueSky.Functions.Forms;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

/// <summary>How a submission is changed.</summary>
public abstract class SubmissionUpdateContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly Handling Called = new(
        HandlingState.Called, "rosa@clinic.example", At("2026-01-09T08:00:00"), Changes: 9);

    private protected abstract ISubmissionStore Store { get; }

    [Fact]
    public async Task An_update_writes_state_attempts_error_and_how_many_changes_and_nothing_else()
    {
        var read = await AddAsync(Samples.Submission() with { Name = "Ada" });

        Assert.True(await Store.TryUpdateAsync(
            read with
            {
                State = SubmissionState.Failed, Attempts = 3, Error = "no", Name = "Eve", Kind = "digest",
                Language = "es", Handling = Called,
            },
            default));

        Samples.AssertSame(
            read with
            {
                State = SubmissionState.Failed, Attempts = 3, Error = "no",
                Handling = read.Handling with { Changes = 9 },
            },
            await FindAsync());
    }

    [Fact]
    public async Task An_error_that_is_over_is_no_more()
    {
        var read = await AddAsync(
            Samples.Submission() with { State = SubmissionState.Failed, Error = "processing failed" });

        Assert.True(await Store.TryUpdateAsync(read.AsReceived(), default));

        Assert.Null((await FindAsync()).Error);
        Assert.Null(Assert.Single(await ReadAsync(
            Store.ListDayAsync(Samples.Day, SubmissionState.Received, default))).Error);
        Assert.Null(Assert.Single(await ReadAsync(Store.FindOldAsync(
            Samples.Day, Samples.Day, "subscribe", SubmissionState.Received, default))).Error);
    }

    [Fact]
    public async Task Texts_and_how_many_changes_are_written_and_nothing_else()
    {
        var read = await AddAsync(Samples.Submission() with { Email = "ada@example.org", Name = "Ada" });
        var texts = read with
        {
            Name = "[erased]",
            Phone = "[erased]",
            Message = "Ask [erased].",
            Fields = [new PostedField("friend", "[erased]")],
            Source = "https://www.clinic.example/",
        };

        Assert.True(await Store.TryUpdateTextsAsync(
            texts with { State = SubmissionState.Failed, Email = "eve@example.org", Attempts = 9, Handling = Called },
            default));

        Samples.AssertSame(texts with { Handling = texts.Handling with { Changes = 9 } }, await FindAsync());
    }

    // A merge leaves what it is not given: to be erased, a text must have another one in its place.
    [Fact]
    public async Task A_text_that_is_null_stays_as_it_is()
    {
        var read = await AddAsync(Samples.Submission() with
        {
            Name = "Ada", Phone = "505 555 0100", Message = "Hello", Source = "https://www.clinic.example/",
        });

        Assert.True(await Store.TryUpdateTextsAsync(
            read with { Name = null, Phone = null, Message = null, Source = null }, default));

        Samples.AssertSame(read, await FindAsync());
    }

    [Fact]
    public async Task An_older_version_is_not_updated()
    {
        var read = await AddAsync(Samples.Submission());
        Assert.True(await Store.TryUpdateAsync(read with { Attempts = 1 }, default));

        Assert.False(await Store.TryUpdateAsync(read with { Attempts = 2 }, default));
        Assert.False(await Store.TryUpdateTextsAsync(read with { Name = "Eve" }, default));

        Samples.AssertSame(read with { Attempts = 1 }, await FindAsync());
    }

    [Fact]
    public async Task Of_two_updates_of_one_version_one_is_written()
    {
        var read = await AddAsync(Samples.Submission());

        var updated = await Task.WhenAll(
            Task.Run(() => Store.TryUpdateAsync(read with { Attempts = 1 }, default)),
            Task.Run(() => Store.TryUpdateTextsAsync(read with { Name = "Ada" }, default)));

        Assert.Equal([false, true], updated.Order());
        Samples.AssertSame(updated[0] ? read with { Attempts = 1 } : read with { Name = "Ada" }, await FindAsync());
    }

    [Fact]
    public async Task What_is_gone_is_not_updated()
    {
        var read = await AddAsync(Samples.Submission());
        await Store.RemoveAsync(read.Key, default);

        Assert.False(await Store.TryUpdateAsync(read, default));
        Assert.False(await Store.TryUpdateTextsAsync(read, default));

        Assert.Null(await Store.FindAsync(read.Key, default));
    }

    /// <returns>As it is read.</returns>
    private async Task<Submission> AddAsync(Submission submission)
    {
        Assert.True(await Store.TryAddAsync(submission, [], default));
        return await FindAsync();
    }

    private async Task<Submission> FindAsync() => (await Store.FindAsync(Samples.Key, default))!;
}

public sealed class FakeSubmissionUpdateTests() : SubmissionUpdateContract(azurite: null)
{
    private protected override ISubmissionStore Store { get; } = new FakeSubmissionStore();
}

[Collection(nameof(Azurite))]
public sealed class SubmissionTableUpdateTests(Azurite azurite) : SubmissionUpdateContract(azurite)
{
    private protected override ISubmissionStore Store { get; } = new SubmissionTable(azurite.Tables);
}
