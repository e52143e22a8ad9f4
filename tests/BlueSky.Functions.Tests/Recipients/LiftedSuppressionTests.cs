using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Tests.Recipients;

public sealed class LiftedSuppressionTests : IDisposable
{
    private static readonly EmailAddress Address = EmailAddress.TryParse("ada@example.org")!;
    private readonly TestApp world = new();

    private RecipientBook Book => world.Get<RecipientBook>();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task A_lifted_suppression_lets_mail_go_out_again()
    {
        await SuppressAsync("bounce", world.Clock.GetUtcNow());

        await Book.LiftSuppressionAsync(Address, CancellationToken.None);
        await world.AcceptConsultationAsync("ada@example.org");
        await world.ProcessQueueAsync();

        var recipient = world.Recipients.Single;
        Assert.Equal(SubscriptionState.None, recipient.State);
        Assert.Null(recipient.SuppressedAt);
        Assert.Null(recipient.SuppressedReason);
        Assert.Equal("ada@example.org", world.Sender["consultation-received"].To);
    }

    [Fact]
    public async Task An_old_event_that_SendGrid_repeats_suppresses_no_more_and_a_new_one_does()
    {
        var bounced = world.Clock.GetUtcNow();
        await SuppressAsync("bounce", bounced);
        world.Clock.Advance(TimeSpan.FromHours(1));

        await Book.LiftSuppressionAsync(Address, CancellationToken.None);
        await SuppressAsync("bounce", bounced);
        await SuppressAsync("spamreport", bounced.AddHours(1));
        Assert.Equal(SubscriptionState.None, world.Recipients.Single.State);

        await SuppressAsync("bounce", bounced.AddHours(1).AddSeconds(1));
        Assert.Equal(SubscriptionState.Suppressed, world.Recipients.Single.State);
    }

    [Fact]
    public async Task A_subscription_does_not_come_back_by_itself()
    {
        await world.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await world.ProcessQueueAsync();
        await SuppressAsync("spamreport", world.Clock.GetUtcNow());

        var lifted = await Book.LiftSuppressionAsync(Address, CancellationToken.None);

        Assert.Equal(SubscriptionState.None, lifted.State);
    }

    [Fact]
    public async Task Who_is_not_suppressed_is_left_alone_and_a_stranger_gets_no_row()
    {
        await Book.LiftSuppressionAsync(EmailAddress.TryParse("stranger@example.org")!, CancellationToken.None);
        Assert.Empty(world.Recipients.Rows);

        await world.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await world.ProcessQueueAsync();
        await Book.LiftSuppressionAsync(Address, CancellationToken.None);

        Assert.Equal(SubscriptionState.Pending, world.Recipients.Single.State);
    }

    private Task<Recipient> SuppressAsync(string reason, DateTimeOffset at) =>
        Book.SuppressAsync(Address, reason, at, CancellationToken.None);
}
