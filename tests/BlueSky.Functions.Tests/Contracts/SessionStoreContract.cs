using BlueSky.Functions.Staff;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

public abstract class SessionStoreContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly CodeRequest Request = new("browser-1", "rosa", "id-1", At("2026-01-08T19:52:07"));

    private static readonly StaffSession Session = new(
        "session-1", "rosa", At("2026-01-08T19:42:07.1234567"), At("2026-01-09T07:42:07"));

    private protected abstract ISessionStore Store { get; }

    private protected abstract ISessionStore Unreachable { get; }

    [Fact]
    public async Task A_request_is_read_as_it_was_written()
    {
        var written = Request with
        {
            To = "/staff/requests/BSK-2345-6789?a=b", Tries = 3, Codes = ["first", "second"],
        };

        var saved = await SaveAsync(written);

        AssertSame(written, saved);
        AssertSame(written, await FindAsync());
        Assert.Equal(saved.Version, (await FindAsync()).Version);
        Assert.Null(await Store.FindRequestAsync("browser-2", default));
    }

    [Fact]
    public async Task What_a_request_was_not_given_is_read_as_nothing()
    {
        await SaveAsync(Request);

        var read = await FindAsync();

        Assert.Equal(("/staff", 0), (read.To, read.Tries));
        Assert.Empty(read.Codes);
    }

    [Fact]
    public async Task A_request_that_was_not_read_is_not_saved_over_another()
    {
        await SaveAsync(Request);

        Assert.Null(await Store.TrySaveRequestAsync(Request with { Tries = 2 }, default));

        Assert.Equal(0, (await FindAsync()).Tries);
    }

    [Fact]
    public async Task Of_two_that_count_the_same_try_one_is_written()
    {
        var read = await SaveAsync(Request);

        var saved = await Task.WhenAll(Enumerable.Range(1, 2).Select(tries =>
            Task.Run(() => Store.TrySaveRequestAsync(read with { Tries = tries }, default))));

        Assert.Equal((await FindAsync()).Tries, Assert.Single(saved.OfType<CodeRequest>()).Tries);
    }

    [Fact]
    public async Task A_saved_request_can_be_saved_again_with_what_was_returned()
    {
        var first = await SaveAsync(Request);
        var second = await SaveAsync(first with { Tries = 1 });

        await SaveAsync(second with { Tries = 2 });

        Assert.Equal(2, (await FindAsync()).Tries);
        Assert.Null(await Store.TrySaveRequestAsync(first with { Tries = 1 }, default));
    }

    [Fact]
    public async Task A_request_is_removed_once_and_only_by_its_version()
    {
        var old = await SaveAsync(Request);
        var current = await SaveAsync(old with { Tries = 1 });

        Assert.False(await Store.TryRemoveRequestAsync(old, default));
        Assert.True(await Store.TryRemoveRequestAsync(current, default));
        Assert.False(await Store.TryRemoveRequestAsync(current, default));

        Assert.Null(await Store.FindRequestAsync("browser-1", default));
        Assert.Null(await Store.TrySaveRequestAsync(current with { Tries = 2 }, default));
    }

    [Fact]
    public async Task A_session_is_read_as_it_was_written_until_it_is_removed()
    {
        await Store.AddSessionAsync(Session, default);
        await Store.AddSessionAsync(Session with { Key = "session-2", Account = "account-1" }, default);

        Assert.Equal(Session, await Store.FindSessionAsync("session-1", default));
        Assert.Equal("account-1", (await Store.FindSessionAsync("session-2", default))!.Account);

        await Store.RemoveSessionAsync("session-1", default);
        await Store.RemoveSessionAsync("session-1", default);

        Assert.Null(await Store.FindSessionAsync("session-1", default));
        Assert.NotNull(await Store.FindSessionAsync("session-2", default));
    }

    [Fact]
    public async Task All_sessions_of_a_person_are_removed_and_no_others()
    {
        await Store.AddSessionAsync(Session, default);
        await Store.AddSessionAsync(Session with { Key = "session-2" }, default);
        await Store.AddSessionAsync(Session with { Key = "session-3", Person = "joe" }, default);

        await Store.RemoveSessionsOfAsync("rosa", default);

        Assert.Null(await Store.FindSessionAsync("session-1", default));
        Assert.Null(await Store.FindSessionAsync("session-2", default));
        Assert.NotNull(await Store.FindSessionAsync("session-3", default));
    }

    [Fact]
    public async Task A_person_and_an_account_are_bound_once()
    {
        Assert.Null(await Store.FindAccountAsync("account-1", default));

        Assert.True(await Store.TryAddAccountAsync("account-1", "rosa", default));

        Assert.False(await Store.TryAddAccountAsync("account-1", "joe", default));
        Assert.False(await Store.TryAddAccountAsync("account-2", "rosa", default));
        Assert.Equal("rosa", await Store.FindAccountAsync("account-1", default));
        Assert.Null(await Store.FindAccountAsync("account-2", default));
        Assert.True(await Store.TryAddAccountAsync("account-2", "joe", default));
    }

    [Fact]
    public async Task What_expired_before_a_time_is_removed_and_the_accounts_stay()
    {
        await SaveAsync(Request);
        await SaveAsync(Request with { Key = "browser-2", ExpiresAt = At("2026-01-10T00:00:00") });
        await Store.AddSessionAsync(Session, default);
        await Store.AddSessionAsync(
            Session with { Key = "session-2", ExpiresAt = At("2026-02-07T19:42:07") }, default);
        await Store.TryAddAccountAsync("account-1", "rosa", default);

        Assert.Equal(2, await Store.RemoveExpiredAsync(At("2026-01-10T00:00:00"), default));
        Assert.Equal(0, await Store.RemoveExpiredAsync(At("2026-01-10T00:00:00"), default));

        Assert.Null(await Store.FindRequestAsync("browser-1", default));
        Assert.NotNull(await Store.FindRequestAsync("browser-2", default));
        Assert.Null(await Store.FindSessionAsync("session-1", default));
        Assert.NotNull(await Store.FindSessionAsync("session-2", default));
        Assert.Equal("rosa", await Store.FindAccountAsync("account-1", default));
    }

    [Fact]
    public async Task An_outage_has_one_name_whatever_is_called() =>
        await AllFailAsync<ISessionStore>(EveryCall(Unreachable, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        await Store.AddSessionAsync(Session, default);

        await AllAreCancelledAsync<ISessionStore>(EveryCall(Store, Cancelled));

        Assert.NotNull(await Store.FindSessionAsync("session-1", default));
        Assert.Null(await Store.FindRequestAsync("browser-1", default));
    }

    private static Func<Task>[] EveryCall(ISessionStore of, CancellationToken cancellation) =>
    [
        () => of.FindRequestAsync("browser-1", cancellation),
        () => of.TrySaveRequestAsync(Request, cancellation),
        () => of.TryRemoveRequestAsync(Request with { Version = "*" }, cancellation),
        () => of.AddSessionAsync(Session, cancellation),
        () => of.FindSessionAsync("session-1", cancellation),
        () => of.RemoveSessionAsync("session-1", cancellation),
        () => of.RemoveSessionsOfAsync("rosa", cancellation),
        () => of.FindAccountAsync("account-1", cancellation),
        () => of.TryAddAccountAsync("account-1", "rosa", cancellation),
        () => of.RemoveExpiredAsync(At("2026-01-10T00:00:00"), cancellation),
    ];

    private static void AssertSame(CodeRequest expected, CodeRequest actual)
    {
        Assert.Equal(expected.Codes, actual.Codes);
        Assert.Equal(expected with { Codes = [], Version = null }, actual with { Codes = [], Version = null });
    }

    private async Task<CodeRequest> FindAsync() => (await Store.FindRequestAsync("browser-1", default))!;

    private async Task<CodeRequest> SaveAsync(CodeRequest request) =>
        Assert.IsType<CodeRequest>(await Store.TrySaveRequestAsync(request, default));
}

public sealed class FakeSessionStoreTests() : SessionStoreContract(azurite: null)
{
    private protected override ISessionStore Store { get; } = new FakeSessionStore();

    private protected override ISessionStore Unreachable { get; } = new FakeSessionStore { IsDown = true };
}

[Collection(nameof(Azurite))]
public sealed class SessionTableTests(Azurite azurite) : SessionStoreContract(azurite)
{
    private protected override ISessionStore Store { get; } = new SessionTable(azurite.Tables);

    private protected override ISessionStore Unreachable { get; } = new SessionTable(Azurite.Unreachable);
}
