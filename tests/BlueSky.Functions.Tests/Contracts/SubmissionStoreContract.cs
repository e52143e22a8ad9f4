using BlueSky.Functions.Forms;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

/// <summary>How submissions are added, found and forgotten.</summary>
public abstract class SubmissionStoreContract(Azurite? azurite) : StorageContract(azurite)
{
    private protected abstract ISubmissionStore Store { get; }

    private protected abstract ISubmissionStore Unreachable { get; }

    [Fact]
    public async Task What_is_read_is_what_was_written()
    {
        var written = Samples.Submission() with
        {
            State = SubmissionState.Quarantined,
            ReceivedAt = At("2026-01-08T23:59:59.9999999"),
            Email = "zoë@example.org",
            Name = "Zoë 😀 שלום \u202E",
            Phone = "+1 (505) 555-0100",
            PhoneDigits = "15055550100",
            Message = "It's \"quoted\" \\ & <b>\r\n\tthe next line\uFFFD",
            Fields = [new("day", "Mon"), new("day", "Tue"), new("", "{\"a\":1}\r\n😀"), new("empty", "")],
            Source = "https://www.clinic.example/page",
            Network = "00c0ffee",
            Attempts = 2,
            Error = "honeypot field filled",
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Handling = new Handling(
                HandlingState.Tried, "rosa@clinic.example", At("2026-01-09T08:00:00.1234567"),
                TryAgainAt: At("2026-01-10T16:00:00.7654321"), Changes: 7),
            PromisedBy = At("2026-01-09T23:00:00.0000001"),
            Language = "pt-BR",
        };

        Assert.True(await Store.TryAddAsync(written, [], default));

        Samples.AssertSame(written, await FindAsync());
    }

    [Fact]
    public async Task What_was_not_given_is_read_as_null()
    {
        Assert.True(await Store.TryAddAsync(Samples.Submission(), [], default));

        var read = await FindAsync();

        Samples.AssertSame(Samples.Submission(), read);
        Assert.Equal((null, null, null, null), (read.Email, read.Message, read.Error, read.Network));
        Assert.Equal((Handling.None, null, null), (read.Handling, read.PromisedBy, read.Language));
        Assert.Empty(read.Fields);
    }

    // Azure takes 32,768 characters and no more, and so many are the most that the rules let through.
    [Fact]
    public async Task Texts_may_fill_their_columns()
    {
        var written = Samples.Submission() with
        {
            Message = string.Concat(Enumerable.Repeat("😀", 16_384)),
            Fields = [new PostedField("note", new string('é', 32_768 - """{"note":""}""".Length))],
        };

        Assert.True(await Store.TryAddAsync(written, [], default));

        Samples.AssertSame(written, await FindAsync());
    }

    [Fact]
    public async Task What_was_never_stored_is_not_found() => Assert.Null(await Store.FindAsync(Samples.Key, default));

    [Fact]
    public async Task A_second_insert_is_refused_whoever_it_is_from()
    {
        await AddAsync(Samples.Submission() with { Name = "Ada" });

        Assert.False(await Store.TryAddAsync(Samples.Submission() with { Name = "Ada" }, [], default));
        Assert.False(await Store.TryAddAsync(
            Samples.Submission() with { Hash = "another hash", Name = "Eve" }, [], default));

        Samples.AssertSame(Samples.Submission() with { Name = "Ada" }, await FindAsync());
    }

    [Fact]
    public async Task Of_two_inserts_at_once_one_is_stored()
    {
        var added = await Task.WhenAll(new[] { "one hash", "another hash" }.Select(hash =>
            Task.Run(() => Store.TryAddAsync(Samples.Submission() with { Hash = hash }, [], default))));

        Assert.Equal([false, true], added.Order());
    }

    [Fact]
    public async Task An_id_on_another_day_is_another_submission()
    {
        await AddAsync(Samples.Submission());
        await AddAsync(Samples.Submission() with { ReceivedAt = At("2026-01-09T00:00:00"), Name = "Ada" });

        Assert.Null((await FindAsync()).Name);
    }

    [Fact]
    public async Task An_insert_whose_answer_is_lost_is_an_outage_and_may_be_stored()
    {
        await AddAsync(Samples.Submission("BSK-2345-6788"));

        await Assert.ThrowsAsync<StorageUnavailableException>(
            () => AddUnheardAsync(Samples.Submission()));

        Samples.AssertSame(Samples.Submission(), await FindAsync());
    }

    [Fact]
    public async Task What_is_forgotten_leaves_nothing_and_can_be_forgotten_again()
    {
        var read = await AddAsync(Samples.Submission());
        await AddAsync(Samples.Submission("BSK-2345-6788"));

        await Store.RemoveAsync(read.Key, default);
        await Store.RemoveAsync(read.Key, default);

        Assert.Equal(["BSK-2345-6788"], (await ReadAsync(Store.ReadAllAsync(default))).Select(row => row.Id));
        var open = await ReadAsync(Store.FindOpenAsync(Samples.Day, default));
        Assert.Equal(["BSK-2345-6788"], open.Select(marker => marker.Key.Id));
        Assert.True(await Store.TryAddAsync(Samples.Submission(), [], default));
    }

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() =>
        await AllFailAsync<ISubmissionStore>(EveryCall(Unreachable, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        var read = await AddAsync(Samples.Submission());

        await AllAreCancelledAsync<ISubmissionStore>(EveryCall(Store, Cancelled));

        Assert.Equal(read.Version, (await FindAsync()).Version);
        Assert.Equal(
            [new OpenMarker(Samples.Key, Samples.Submission().ReceivedAt)],
            await ReadAsync(Store.FindOpenAsync(Samples.Day, default)));
    }

    /// <summary>Adds a submission by a connection that loses all answers.</summary>
    private protected abstract Task AddUnheardAsync(Submission submission);

    private static Func<Task>[] EveryCall(ISubmissionStore of, CancellationToken cancellation)
    {
        var (submission, key, day) = (Samples.Submission() with { Version = "W/\"1\"" }, Samples.Key, Samples.Day);
        const SubmissionState state = SubmissionState.Received;
        return
        [
            () => of.TryAddAsync(submission, [], cancellation),
            () => of.FindClaimAsync(day, "00c0ffee", cancellation),
            () => of.RemoveClaimsAsync(day, cancellation),
            () => of.FindAsync(key, cancellation),
            () => ReadAsync(of.FindByIdAsync(key.Id, cancellation)),
            () => ReadAsync(of.ReadDayAsync(day, "subscribe", cancellation)),
            () => ReadAsync(of.ListDayAsync(day, state, cancellation)),
            () => ReadAsync(of.ReadAllAsync(cancellation)),
            () => of.TryUpdateAsync(submission, cancellation),
            () => of.TryUpdateTextsAsync(submission, cancellation),
            () => of.TryReopenAsync(submission, submission.ReceivedAt, cancellation),
            () => of.TryFinishAsync(submission, cancellation),
            () => of.HoldAsync(submission, cancellation),
            () => of.CloseAsync(key, cancellation),
            () => of.RemoveAsync(key, cancellation),
            () => ReadAsync(of.FindOldAsync(day, day, "subscribe", state, cancellation)),
            () => of.RemoveUnchangedAsync([new SubmissionOutline(key, null, null, "W/\"1\"")], cancellation),
            () => ReadAsync(of.FindOpenAsync(day, cancellation)),
        ];
    }

    /// <returns>As it is read.</returns>
    private async Task<Submission> AddAsync(Submission submission)
    {
        Assert.True(await Store.TryAddAsync(submission, [], default));
        return (await Store.FindAsync(submission.Key, default))!;
    }

    private async Task<Submission> FindAsync() => (await Store.FindAsync(Samples.Key, default))!;
}

public sealed class FakeSubmissionStoreTests() : SubmissionStoreContract(azurite: null)
{
    private readonly FakeSubmissionStore fake = new();

    private protected override ISubmissionStore Store => fake;

    private protected override ISubmissionStore Unreachable { get; } = new FakeSubmissionStore { IsDown = true };

    private protected override Task AddUnheardAsync(Submission submission)
    {
        fake.LostAnswers = 1;
        return fake.TryAddAsync(submission, [], default);
    }
}

[Collection(nameof(Azurite))]
public sealed class SubmissionTableTests(Azurite azurite) : SubmissionStoreContract(azurite)
{
    private readonly SubmissionTable unheard = new(azurite.Unheard);

    private protected override ISubmissionStore Store { get; } = new SubmissionTable(azurite.Tables);

    private protected override ISubmissionStore Unreachable { get; } = new SubmissionTable(Azurite.Unreachable);

    private protected override Task AddUnheardAsync(Submission submission) =>
        unheard.TryAddAsync(submission, [], default);
}
