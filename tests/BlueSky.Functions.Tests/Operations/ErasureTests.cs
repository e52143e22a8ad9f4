using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Storage;

namespace BlueSky.Functions.Tests.Operations;

public sealed class ErasureTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task Submissions_markers_and_mails_are_gone_and_other_peoples_stay()
    {
        world.Sender.Answer = _ => new SendOutcome.Denied("401");
        var hers = await world.AcceptConsultationAsync("ada@example.org");
        var others = await world.AcceptConsultationAsync("grace@example.org");
        await world.ProcessQueueAsync();

        var erased = await EraseAsync("ada@example.org");

        Assert.Equal([hers], erased.Submissions);
        Assert.Equal((2, 1), (erased.Mails, erased.Recipients));
        Assert.Equal(others, world.Submissions.Single.Id);
        Assert.Equal(others, Assert.Single(world.Submissions.Markers).Key.Id);
        Assert.All(world.Mails.Rows, mail => Assert.Equal(others, mail.Submission.Id));
    }

    [Fact]
    public async Task An_erasure_does_not_open_the_limits_again()
    {
        await world.AcceptConsultationAsync("ada@example.org");
        await world.ProcessQueueAsync();

        await EraseAsync("ada@example.org");
        await world.AcceptAsync("consultation", ("name", "Somebody"), ("email", "ada@example.org"));
        await world.ProcessQueueAsync();

        Assert.Single(world.Sender.Sent, mail => mail.Template == "consultation-received");
    }

    [Fact]
    public async Task An_erasure_does_not_bring_another_confirmation_mail()
    {
        await world.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await world.ProcessQueueAsync();

        await EraseAsync("ada@example.org");
        await world.AcceptAsync("subscribe", ("email", "ada@example.org"), ("name", "Somebody"));
        await world.ProcessQueueAsync();

        Assert.Single(world.Sender.Sent, mail => mail.Template == "subscribe-confirm");
    }

    [Fact]
    public async Task A_suppression_stays_without_the_words_of_the_mail_server()
    {
        await world.AcceptConsultationAsync("ada@example.org");
        await world.ProcessQueueAsync();
        await world.Get<RecipientBook>().SuppressAsync(
            EmailAddress.TryParse("ada@example.org")!, "bounce: 550 <ada@example.org> unknown",
            world.Clock.GetUtcNow(), CancellationToken.None);

        await EraseAsync("ada@example.org");

        var left = world.Recipients.Single;
        Assert.Equal((SubscriptionState.Suppressed, "bounce"), (left.State, left.SuppressedReason));
        Assert.Null(left.Email);
    }

    [Fact]
    public async Task A_subscription_ends_with_its_consent()
    {
        await world.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await world.ProcessQueueAsync();

        await EraseAsync("ada@example.org");

        var left = world.Recipients.Single;
        Assert.Equal(SubscriptionState.None, left.State);
        Assert.Null(left.Email);
        Assert.Null(left.Consent);
        Assert.Null(left.ConfirmedAt);
        Assert.Null(left.ConfirmedBy);
    }

    [Fact]
    public void Whoever_adds_a_column_to_recipients_decides_whether_it_outlives_an_erasure()
    {
        string[] kept =
        [
            "Key", "State", "RequestNumber", "SuppressedAt", "SuppressedReason", "SuppressionLiftedAt",
            "Confirmations", "Acknowledgements", "Welcomes", "ManageMails", "Version",
        ];
        string[] cleared = ["Email", "Consent", "ConfirmedAt", "ConfirmedBy", "UnsubscribedAt", "UnsubscribedBy"];

        Assert.Equal(
            kept.Concat(cleared).Order(),
            typeof(Recipient).GetProperties().Select(property => property.Name).Order());
    }

    [Fact]
    public async Task An_erasure_that_was_cut_off_is_finished_by_doing_it_again()
    {
        await world.AcceptConsultationAsync("ada@example.org");
        await world.ProcessQueueAsync();
        var steps = 0;
        world.Mails.OnRemove = () => ++steps == 2
            ? throw new StorageUnavailableException("down", new IOException())
            : Task.CompletedTask;

        await Assert.ThrowsAsync<StorageUnavailableException>(() => EraseAsync("ada@example.org"));
        Assert.NotEmpty(world.Mails.Rows);
        await EraseAsync("ada@example.org");

        Assert.Empty(world.Submissions.Rows);
        Assert.Empty(world.Mails.Rows);
        Assert.Null(world.Recipients.Single.Email);
    }

    [Fact]
    public async Task What_a_worker_adds_meanwhile_is_erased_too()
    {
        await world.AcceptConsultationAsync("ada@example.org");
        await world.ProcessQueueAsync();
        var late = world.Mails["consultation-received"] with { Number = 9 };
        world.Mails.OnRemove = async () =>
        {
            world.Mails.OnRemove = () => Task.CompletedTask;
            await world.Mails.AddAsync([late], CancellationToken.None);
            await world.Get<RecipientBook>().ChangeAsync(
                EmailAddress.TryParse("ada@example.org")!,
                current => current with { Email = "ada@example.org" },
                CancellationToken.None);
        };

        await EraseAsync("ada@example.org");

        Assert.Empty(world.Mails.Rows);
        Assert.Null(world.Recipients.Single.Email);
    }

    private async Task<ErasureResult> EraseAsync(string email)
    {
        var person = new Person([EmailAddress.TryParse(email)!], []);
        var data = await world.Get<PersonSearch>().FindAsync(person, CancellationToken.None);
        return await world.Get<Erasure>().EraseAsync(data, CancellationToken.None);
    }
}
