using BlueSky.Functions.Recipients;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Contracts;

/// <summary>What is found without a key.</summary>
public abstract class RecipientQueryContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly Recipient Minimal = new() { Key = "0a1b2c" };

    private protected abstract IRecipientStore Store { get; }

    [Fact]
    public async Task Who_waits_for_a_confirmation_since_before_a_time_is_found()
    {
        var since = At("2026-01-08T20:00:00");
        await SaveAsync(Pending("0a01", since.AddTicks(-1)));
        await SaveAsync(Pending("0a02", since));
        await SaveAsync(Pending("ff03", At("2025-12-31T08:00:00")));
        await SaveAsync(Pending("0a04", At("2025-12-31T08:00:00")) with { State = SubscriptionState.Confirmed });
        await SaveAsync(Minimal with { Key = "0a05", State = SubscriptionState.Pending });

        var found = await ReadAsync(Store.FindPendingAsync(since, default));

        Assert.Equal(["0a01", "ff03"], found.Select(recipient => recipient.Key));
        Assert.True(await Store.TrySaveAsync(found[0], default));
    }

    [Fact]
    public async Task Who_has_an_address_and_no_subscription_is_found()
    {
        await SaveAsync(Minimal with { Key = "ff01", Email = "ada@example.org" });
        await SaveAsync(Minimal with { Key = "0a02", Email = "0@example.org" });
        await SaveAsync(Minimal with { Key = "0a03" });
        await SaveAsync(Pending("0a04", At("2026-01-08T20:00:00")) with { Email = "eve@example.org" });

        var found = await ReadAsync(Store.FindWithoutSubscriptionAsync(default));

        Assert.Equal(["0a02", "ff01"], found.Select(recipient => recipient.Key));
        Assert.Equal("0@example.org", found[0].Email);
    }

    [Fact]
    public async Task Who_has_an_address_and_a_subscription_is_found()
    {
        await SaveAsync(Minimal with { Key = "ff01", Email = "ada@example.org" });
        await SaveAsync(Pending("0a02", At("2026-01-08T20:00:00")) with { Email = "eve@example.org" });
        await SaveAsync(Minimal with { Key = "0a03", State = SubscriptionState.Unsubscribed });
        await SaveAsync(
            Minimal with { Key = "ff04", State = SubscriptionState.Suppressed, Email = "kim@example.org" });

        var found = await ReadAsync(Store.FindSubscribersAsync(default));

        Assert.Equal(["0a02", "ff04"], found.Select(recipient => recipient.Key));
        Assert.Equal("kim@example.org", found[1].Email);
    }

    [Fact]
    public async Task The_state_of_each_is_read_by_key_whether_an_address_is_kept_or_not()
    {
        var ended = At("2026-01-08T20:00:00");
        await SaveAsync(Minimal with { Key = "ff01", State = SubscriptionState.Confirmed, UnsubscribedAt = ended });
        await SaveAsync(Minimal with { Key = "0a02", UnsubscribedAt = ended });
        await SaveAsync(Minimal with { Key = "0a03", UnsubscribedAt = ended, ConfirmedAt = ended.AddDays(1) });
        await SaveAsync(Minimal with { Key = "0a04", State = SubscriptionState.Suppressed });

        Assert.Equal(
            [
                new RecipientState("0a02", SubscriptionState.None, HasOptedOut: true),
                new RecipientState("0a03", SubscriptionState.None, HasOptedOut: false),
                new RecipientState("0a04", SubscriptionState.Suppressed, HasOptedOut: false),
                new RecipientState("ff01", SubscriptionState.Confirmed, HasOptedOut: false),
            ],
            await ReadAsync(Store.ReadStatesAsync(default)));
    }

    [Fact]
    public async Task The_confirmed_subscribers_of_a_partition_are_found()
    {
        var confirmed = Minimal with { State = SubscriptionState.Confirmed, Email = "ada@example.org" };
        await SaveAsync(confirmed with { Key = "0a01" });
        await SaveAsync(confirmed with { Key = "0b02" });
        await SaveAsync(confirmed with { Key = "0a03", State = SubscriptionState.Unsubscribed });
        await SaveAsync(confirmed with { Key = "0a04", Email = null });
        await SaveAsync(confirmed with { Key = "0a05", Email = "eve@example.org" });

        var found = await ReadAsync(Store.FindConfirmedAsync("0a", default));

        Assert.Equal(["0a01", "0a05"], found.Select(recipient => recipient.Key));
        Assert.Equal("eve@example.org", found[1].Email);
    }

    private static Recipient Pending(string key, DateTimeOffset since) => Minimal with
    {
        Key = key,
        State = SubscriptionState.Pending,
        Consent = new Consent("Yes", "2026-01", "https://www.clinic.example/", since, "BSK-2345-6789"),
    };

    private async Task SaveAsync(Recipient recipient) => Assert.True(await Store.TrySaveAsync(recipient, default));
}

public sealed class FakeRecipientQueryTests() : RecipientQueryContract(azurite: null)
{
    private protected override IRecipientStore Store { get; } = new FakeRecipientStore();
}

[Collection(nameof(Azurite))]
public sealed class RecipientTableQueryTests(Azurite azurite) : RecipientQueryContract(azurite)
{
    private protected override IRecipientStore Store { get; } = new RecipientTable(azurite.Tables);
}
