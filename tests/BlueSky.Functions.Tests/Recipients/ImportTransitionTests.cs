using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Tests.Recipients;

public sealed class ImportTransitionTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-01-08T19:42:07Z");
    private static readonly DateTimeOffset Before = Now.AddDays(-30);

    private static readonly EmailAddress Address = EmailAddress.TryParse("ada@example.org")!;
    private static readonly Consent Own = new("Yes", "2025-01", "https://www.clinic.example/", Before, "BSK-2345-6789");
    private static readonly Consent Imported = new("Paper list", "import", null, Before, "IMP-2345-6789");

    private static readonly Recipient New = new() { Key = "key-1" };

    private static readonly Recipient Known = New with
    {
        Email = "ada@example.org", RequestNumber = 1, Consent = Own, ConfirmedAt = Before,
        State = SubscriptionState.Confirmed,
    };

    [Fact]
    public void A_new_address_is_subscribed_with_the_imports_consent_from_now_on()
    {
        Assert.Equal(
            New with
            {
                Email = "ada@example.org", State = SubscriptionState.Confirmed, RequestNumber = 1, Consent = Imported,
                Source = "Paper list", ConfirmedAt = Now, ConfirmedBy = "IMP-2345-6789",
            },
            Import(New, SubscriptionState.Confirmed));
    }

    [Fact]
    public void Who_waits_in_the_file_waits_here()
    {
        var imported = Import(New, SubscriptionState.Pending);

        Assert.Equal((SubscriptionState.Pending, null), (imported.State, imported.ConfirmedAt));
    }

    [Theory]
    [InlineData(SubscriptionState.Confirmed)]
    [InlineData(SubscriptionState.Pending)]
    [InlineData(SubscriptionState.Unsubscribed)]
    [InlineData(SubscriptionState.Suppressed)]
    internal void A_known_subscription_of_any_state_is_not_changed_by_a_line_that_adds(SubscriptionState known)
    {
        var recipient = Known with { State = known, UnsubscribedAt = Before };

        Assert.Same(recipient, Import(recipient, SubscriptionState.Confirmed));
        Assert.Same(recipient, Import(recipient, SubscriptionState.Pending));
    }

    [Fact]
    public void Who_unsubscribed_and_was_erased_does_not_come_back()
    {
        var erased = Known.Unsubscribe("link", Before).Cleared();

        Assert.Same(erased, Import(erased, SubscriptionState.Confirmed));
        Assert.Null(erased.Email);
    }

    [Fact]
    public void Who_was_erased_without_an_opt_out_can_be_added_again()
    {
        var imported = Import(Known.Cleared(), SubscriptionState.Confirmed);

        Assert.Equal((SubscriptionState.Confirmed, 2), (imported.State, imported.RequestNumber));
    }

    [Theory]
    [InlineData(SubscriptionState.Confirmed)]
    [InlineData(SubscriptionState.Pending)]
    internal void Who_unsubscribed_elsewhere_is_unsubscribed_here(SubscriptionState known)
    {
        var imported = Import(Known with { State = known }, SubscriptionState.Unsubscribed, Before);

        Assert.Equal(
            Known with { State = SubscriptionState.Unsubscribed, UnsubscribedAt = Before, UnsubscribedBy = "import" },
            imported);
    }

    [Fact]
    public void A_new_address_that_unsubscribed_elsewhere_is_kept_as_such()
    {
        var imported = Import(New, SubscriptionState.Unsubscribed);

        Assert.Equal(
            (SubscriptionState.Unsubscribed, "ada@example.org", Now),
            (imported.State, imported.Email, imported.UnsubscribedAt!.Value));
        Assert.Same(imported, Import(imported, SubscriptionState.Confirmed));
    }

    [Fact]
    public void An_erased_address_is_restricted_without_being_stored_again()
    {
        var imported = Import(Known.Cleared(), SubscriptionState.Unsubscribed);

        Assert.Equal((SubscriptionState.Unsubscribed, null), (imported.State, imported.Email));
    }

    [Theory]
    [InlineData(SubscriptionState.Confirmed)]
    [InlineData(SubscriptionState.Unsubscribed)]
    internal void Who_bounced_elsewhere_is_suppressed_here(SubscriptionState known)
    {
        var imported = Import(Known with { State = known }, SubscriptionState.Suppressed, Before);

        Assert.Equal(
            (SubscriptionState.Suppressed, Before, "import"),
            (imported.State, imported.SuppressedAt!.Value, imported.SuppressedReason));
    }

    [Fact]
    public void A_suppression_from_before_staff_lifted_it_is_ignored()
    {
        var lifted = Known with { SuppressionLiftedAt = Before.AddDays(1) };

        Assert.Same(lifted, Import(lifted, SubscriptionState.Suppressed, Before));
        Assert.Equal(SubscriptionState.Suppressed, Import(lifted, SubscriptionState.Suppressed).State);
    }

    [Fact]
    public void A_time_in_the_future_counts_as_now() =>
        Assert.Equal(Now, Import(Known, SubscriptionState.Unsubscribed, Now.AddDays(1)).UnsubscribedAt);

    private static Recipient Import(Recipient recipient, SubscriptionState state, DateTimeOffset? endedAt = null) =>
        recipient.Import(Address, new ImportedSubscription(state, Imported, "Paper list", endedAt), Now);
}
