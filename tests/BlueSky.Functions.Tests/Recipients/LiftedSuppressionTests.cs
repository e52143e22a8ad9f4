using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Tests.Recipients;

public sealed class LiftedSuppressionTests : IDisposable
{
    private static readonly EmailAddress Address = EmailAddress.TryParse("ada@example.org")!;
    private readonly TestApp app = new();

    private RecipientBook Book => app.Get<RecipientBook>();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_lifted_suppression_lets_mail_go_out_again()
    {
        await SuppressAsync("bounce", app.Clock.GetUtcNow());

        await Book.LiftSuppressionAsync(Address, CancellationToken.None);
        await app.AcceptConsultationAsync("ada@example.org");
        await app.ProcessQueueAsync();

        var recipient = app.Recipients.Single;
        Assert.Equal(SubscriptionState.None, recipient.State);
        Assert.Null(recipient.SuppressedAt);
        Assert.Null(recipient.SuppressedReason);
        Assert.Equal("ada@example.org", app.Sender["consultation-received"].To);
    }

    [Fact]
    public async Task An_old_event_that_SendGrid_repeats_suppresses_no_more_and_a_new_one_does()
    {
        var bounced = app.Clock.GetUtcNow();
        await SuppressAsync("bounce", bounced);
        app.Clock.Advance(TimeSpan.FromHours(1));

        await Book.LiftSuppressionAsync(Address, CancellationToken.None);
        await SuppressAsync("bounce", bounced);
        await SuppressAsync("spamreport", bounced.AddHours(1));
        Assert.Equal(SubscriptionState.None, app.Recipients.Single.State);

        await SuppressAsync("bounce", bounced.AddHours(1).AddSeconds(1));
        Assert.Equal(SubscriptionState.Suppressed, app.Recipients.Single.State);
    }

    [Fact]
    public async Task A_subscription_does_not_come_back_by_itself()
    {
        await app.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await app.ProcessQueueAsync();
        await SuppressAsync("spamreport", app.Clock.GetUtcNow());

        var lifted = await Book.LiftSuppressionAsync(Address, CancellationToken.None);

        Assert.Equal(SubscriptionState.None, lifted.State);
    }

    [Fact]
    public async Task Who_is_not_suppressed_is_left_alone_and_a_stranger_gets_no_row()
    {
        await Book.LiftSuppressionAsync(EmailAddress.TryParse("stranger@example.org")!, CancellationToken.None);
        Assert.Empty(app.Recipients.Rows);

        await app.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await app.ProcessQueueAsync();
        await Book.LiftSuppressionAsync(Address, CancellationToken.None);

        Assert.Equal(SubscriptionState.Pending, app.Recipients.Single.State);
    }

    private Task<Recipient> SuppressAsync(string reason, DateTimeOffset at) =>
        Book.SuppressAsync(Address, reason, at, CancellationToken.None);
}
