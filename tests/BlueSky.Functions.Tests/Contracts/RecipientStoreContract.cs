using BlueSky.Functions.Recipients;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

public abstract class RecipientStoreContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly Recipient Minimal = new() { Key = "0a1b2c" };

    private static readonly Consent Agreed = new(
        "Yes, send me \"news\" 😀", "2026-01", "https://www.clinic.example/", At("2026-01-08T19:42:07.1234567"),
        "BSK-2345-6789");

    private protected abstract IRecipientStore Store { get; }

    private protected abstract IRecipientStore Unreachable { get; }

    [Fact]
    public async Task What_is_read_is_what_was_written()
    {
        var written = Minimal with
        {
            Email = "Zoë@example.org",
            State = SubscriptionState.Suppressed,
            RequestNumber = 2,
            Consent = Agreed,
            Source = "Paper list, January 2026",
            ConfirmedAt = At("2026-01-08T20:00:00.0000001"),
            ConfirmedBy = "BSK-2345-6782",
            UnsubscribedAt = At("2026-01-09T20:00:00.0000002"),
            UnsubscribedBy = "link",
            SuppressedAt = At("2026-01-10T20:00:00.0000003"),
            SuppressedReason = "bounce: it's full",
            SuppressionLiftedAt = At("2026-01-11T20:00:00.0000004"),
            Confirmations = Sent(
                ("BSK-2345-6783", "2026-01-08T19:42:07.9999999"), ("BSK-2345-6784", "2026-01-09T00:00:00")),
            Acknowledgements = Sent(("BSK-2345-6785", "2026-01-08T19:42:07")),
            Welcomes = Sent(("BSK-2345-6786", "2026-01-08T19:42:08")),
            ManageMails = Sent(("BSK-2345-6787", "2026-01-08T19:42:09")),
        };

        Assert.True(await Store.TrySaveAsync(written, default));

        AssertSame(written, await FindAsync());
    }

    [Fact]
    public async Task What_was_not_given_is_read_as_null()
    {
        Assert.True(await Store.TrySaveAsync(Minimal, default));

        var read = await FindAsync();

        AssertSame(Minimal, read);
        Assert.Equal((null, null, SubscriptionState.None), (read.Email, read.Consent, read.State));
    }

    [Fact]
    public async Task A_consent_may_be_of_no_page()
    {
        Assert.True(await Store.TrySaveAsync(Minimal with { Consent = Agreed with { Page = null } }, default));

        Assert.Equal(Agreed with { Page = null }, (await FindAsync()).Consent);
    }

    [Fact]
    public async Task Who_was_never_saved_is_not_found()
    {
        Assert.True(await Store.TrySaveAsync(Minimal, default));

        Assert.Null(await Store.FindAsync("0a1b2d", default));
    }

    [Fact]
    public async Task Who_was_not_read_is_not_saved_over_another()
    {
        Assert.True(await Store.TrySaveAsync(Minimal with { Email = "ada@example.org" }, default));

        Assert.False(await Store.TrySaveAsync(Minimal with { Email = "ada@example.org" }, default));
        Assert.False(await Store.TrySaveAsync(Minimal with { Email = "eve@example.org" }, default));

        Assert.Equal("ada@example.org", (await FindAsync()).Email);
    }

    [Fact]
    public async Task Nothing_is_left_of_what_is_cleared()
    {
        var read = await SaveAsync(Minimal with
        {
            Email = "ada@example.org",
            Consent = Agreed,
            ConfirmedAt = At("2026-01-08T20:00:00"),
            SuppressedReason = "bounce",
            Welcomes = Sent(("BSK-2345-6786", "2026-01-08T19:42:08")),
        });

        Assert.True(await Store.TrySaveAsync(Minimal with { Version = read.Version }, default));

        AssertSame(Minimal, await FindAsync());
    }

    [Fact]
    public async Task An_older_version_is_not_saved()
    {
        var read = await SaveAsync(Minimal);
        Assert.True(await Store.TrySaveAsync(read with { RequestNumber = 1 }, default));

        Assert.False(await Store.TrySaveAsync(read with { RequestNumber = 2 }, default));

        Assert.Equal(1, (await FindAsync()).RequestNumber);
        Assert.True(await Store.TrySaveAsync((await FindAsync()) with { RequestNumber = 2 }, default));
    }

    [Fact]
    public async Task Of_two_that_save_one_version_one_is_written()
    {
        var read = await SaveAsync(Minimal);

        var saved = await Task.WhenAll(Enumerable.Range(1, 2).Select(number =>
            Task.Run(() => Store.TrySaveAsync(read with { RequestNumber = number }, default))));

        Assert.Equal([false, true], saved.Order());
        Assert.Equal(saved[0] ? 1 : 2, (await FindAsync()).RequestNumber);
    }

    [Fact]
    public async Task Of_two_that_save_a_new_one_at_once_one_is_written()
    {
        var saved = await Task.WhenAll(Enumerable.Range(1, 2).Select(number =>
            Task.Run(() => Store.TrySaveAsync(Minimal with { RequestNumber = number }, default))));

        Assert.Equal([false, true], saved.Order());
    }

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() =>
        await AllFailAsync<IRecipientStore>(EveryCall(Unreachable, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        var read = await SaveAsync(Minimal);

        await AllAreCancelledAsync<IRecipientStore>(EveryCall(Store, Cancelled));

        Assert.Equal(read.Version, (await FindAsync()).Version);
        Assert.Null(await Store.FindAsync("0a99", default));
    }

    private static Func<Task>[] EveryCall(IRecipientStore of, CancellationToken cancellation) =>
    [
        () => of.FindAsync("0a1b2c", cancellation),
        () => ReadAsync(of.FindPendingAsync(At("2026-01-08T20:00:00"), cancellation)),
        () => ReadAsync(of.FindWithoutSubscriptionAsync(cancellation)),
        () => ReadAsync(of.FindSubscribersAsync(cancellation)),
        () => ReadAsync(of.ReadStatesAsync(cancellation)),
        () => ReadAsync(of.FindConfirmedAsync("0a", cancellation)),
        () => of.TrySaveAsync(Minimal with { Key = "0a99" }, cancellation),
    ];

    private static MailHistory Sent(params (string Submission, string At)[] entries) =>
        new([.. entries.Select(entry => new MailHistory.Sent(entry.Submission, At(entry.At)))]);

    private async Task<Recipient> FindAsync() => (await Store.FindAsync("0a1b2c", default))!;

    /// <returns>As it is read.</returns>
    private async Task<Recipient> SaveAsync(Recipient recipient)
    {
        Assert.True(await Store.TrySaveAsync(recipient, default));
        return (await Store.FindAsync(recipient.Key, default))!;
    }

    private static void AssertSame(Recipient expected, Recipient actual)
    {
        Assert.Equal(Histories(expected), Histories(actual));
        Assert.Equal(WithoutHistories(expected), WithoutHistories(actual));
    }

    private static IEnumerable<IReadOnlyList<MailHistory.Sent>> Histories(Recipient recipient) =>
        new[] { recipient.Confirmations, recipient.Acknowledgements, recipient.Welcomes, recipient.ManageMails }
            .Select(history => history.Entries);

    private static Recipient WithoutHistories(Recipient recipient) => recipient with
    {
        Confirmations = MailHistory.Empty,
        Acknowledgements = MailHistory.Empty,
        Welcomes = MailHistory.Empty,
        ManageMails = MailHistory.Empty,
        Version = null,
    };
}

public sealed class FakeRecipientStoreTests() : RecipientStoreContract(azurite: null)
{
    private protected override IRecipientStore Store { get; } = new FakeRecipientStore();

    private protected override IRecipientStore Unreachable { get; } = new FakeRecipientStore { IsDown = true };
}

[Collection(nameof(Azurite))]
public sealed class RecipientTableTests(Azurite azurite) : RecipientStoreContract(azurite)
{
    private protected override IRecipientStore Store { get; } = new RecipientTable(azurite.Tables);

    private protected override IRecipientStore Unreachable { get; } = new RecipientTable(Azurite.Unreachable);
}
