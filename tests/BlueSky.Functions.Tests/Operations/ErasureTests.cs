using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Subscriptions;

namespace BlueSky.Functions.Tests.Operations;

public sealed class ErasureTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Submissions_markers_and_mails_are_gone_and_other_peoples_stay()
    {
        app.Sender.Answer = _ => new SendOutcome.Denied("401");
        var hers = await app.AcceptConsultationAsync("ada@example.org");
        var others = await app.AcceptConsultationAsync("grace@example.org");
        await app.ProcessQueueAsync();

        var erased = await app.EraseAsync("ada@example.org");

        Assert.Equal([hers], erased.Submissions);
        Assert.Equal((2, 1), (erased.Mails, erased.Recipients));
        Assert.Equal(others, app.Submissions.Single.Id);
        Assert.Equal(others, Assert.Single(app.Submissions.Markers).Key.Id);
        Assert.All(app.Mails.Rows, mail => Assert.Equal(others, mail.Submission.Id));
    }

    [Fact]
    public async Task Somebody_elses_submission_loses_the_address_and_nothing_else()
    {
        var id = await app.AcceptAsync(
            "consultation", ("name", "Grace"), ("email", "grace@example.org"),
            ("message", "My friend Ada <ada@example.org> told me of you."));
        await app.ProcessQueueAsync();
        var (before, mails) = (app.Submissions.Single, app.Mails.Rows.Count);

        var erased = await app.EraseAsync("ada@example.org");

        Assert.Equal((0, 0, 0), (erased.Submissions.Count, erased.Mails, erased.Recipients));
        Assert.Equal([id], erased.Redacted);
        var after = app.Submissions.Single;
        Assert.Equal("My friend Ada <[erased]> told me of you.", after.Message);
        Assert.Equal(
            before with
            {
                Message = after.Message, Version = after.Version, Handling = before.Handling with { Changes = 1 },
            },
            after);
        Assert.Equal(mails, app.Mails.Rows.Count);
        Assert.Equal("grace@example.org", app.Recipients.Single.Email);
        Assert.Empty((await app.EraseAsync("ada@example.org")).Redacted);
    }

    [Fact]
    public async Task A_submission_that_loses_an_address_while_it_is_processed_is_processed_all_the_same()
    {
        var id = await app.AcceptAsync(
            "consultation", ("name", "Grace"), ("email", "grace@example.org"), ("friend", "ada@example.org"));
        app.Mails.OnAdd = async () =>
        {
            app.Mails.OnAdd = () => Task.CompletedTask;
            Assert.Equal([id], (await app.EraseAsync("ada@example.org")).Redacted);
        };

        await app.ProcessQueueAsync();

        var row = app.Submissions.Single;
        Assert.Equal((SubmissionState.Processed, 1), (row.State, row.Attempts));
        Assert.Equal("[erased]", Assert.Single(row.Fields).Value);
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task An_erasure_does_not_open_the_limits_again()
    {
        await app.AcceptConsultationAsync("ada@example.org");
        await app.ProcessQueueAsync();

        await app.EraseAsync("ada@example.org");
        await app.AcceptAsync("consultation", ("name", "Somebody"), ("email", "ada@example.org"));
        await app.ProcessQueueAsync();

        Assert.Single(app.Sender.Sent, mail => mail.Template == "consultation-received");
    }

    [Fact]
    public async Task An_erasure_does_not_bring_another_confirmation_mail()
    {
        await app.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await app.ProcessQueueAsync();

        await app.EraseAsync("ada@example.org");
        await app.AcceptAsync("subscribe", ("email", "ada@example.org"), ("name", "Somebody"));
        await app.ProcessQueueAsync();

        Assert.Single(app.Sender.Sent, mail => mail.Template == "subscribe-confirm");
    }

    [Fact]
    public async Task A_suppression_stays_without_the_words_of_the_mail_server()
    {
        await app.AcceptConsultationAsync("ada@example.org");
        await app.ProcessQueueAsync();
        await app.Get<RecipientBook>().SuppressAsync(
            EmailAddress.TryParse("ada@example.org")!, "bounce: 550 <ada@example.org> unknown",
            app.Clock.GetUtcNow(), CancellationToken.None);

        await app.EraseAsync("ada@example.org");

        var left = app.Recipients.Single;
        Assert.Equal((SubscriptionState.Suppressed, "bounce"), (left.State, left.SuppressedReason));
        Assert.Null(left.Email);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task An_opt_out_stays_and_only_the_persons_own_confirmation_lifts_it(string doubleOptIn)
    {
        using var clinic = new TestApp(new() { ["Subscriptions:DoubleOptIn"] = doubleOptIn });
        var ada = new Subscriber(clinic);
        await ada.AskAsync();
        if (doubleOptIn == "true")
        {
            await ada.ConfirmAsync();
        }

        await ada.Visit.PostAsync(ada.Link("unsubscribe"));
        var left = clinic.Clock.GetUtcNow();
        await clinic.EraseAsync("ada@example.org");
        var row = clinic.Recipients.Single;
        Assert.Equal(
            (SubscriptionState.Unsubscribed, left, null, null, null),
            (row.State, row.UnsubscribedAt!.Value, row.UnsubscribedBy, row.Email, row.Consent));

        // Anybody can type the address.
        clinic.Clock.Advance(TimeSpan.FromDays(2));
        await ada.AskAsync();
        Assert.Equal(SubscriptionState.Pending, clinic.Recipients.Single.State);
        Assert.Equal("subscribe-confirm", ada.Mails.Last());
        await ada.Visit.PostAsync(ada.Link("not-me"));
        Assert.Equal((SubscriptionState.Unsubscribed, null), (clinic.Recipients.Single.State, clinic.Recipients.Single.Email));

        clinic.Clock.Advance(TimeSpan.FromDays(2));
        await ada.SubscribeAsync();
        Assert.Equal(SubscriptionState.Confirmed, clinic.Recipients.Single.State);
        Assert.Equal("subscribe-welcome", ada.Mails.Last());

        await clinic.EraseAsync("ada@example.org");
        Assert.Equal((SubscriptionState.None, null), (clinic.Recipients.Single.State, clinic.Recipients.Single.UnsubscribedAt));
    }

    [Fact]
    public async Task An_opt_out_outlives_a_suppression_that_is_lifted()
    {
        var ada = new Subscriber(app);
        var address = EmailAddress.TryParse("ada@example.org")!;
        await ada.SubscribeAsync();
        await ada.Visit.PostAsync(ada.Link("unsubscribe"));
        await app.Get<RecipientBook>().SuppressAsync(
            address, "bounce", app.Clock.GetUtcNow(), CancellationToken.None);
        await app.EraseAsync("ada@example.org");

        await app.Get<RecipientBook>().LiftSuppressionAsync(address, CancellationToken.None);

        Assert.Equal(SubscriptionState.Unsubscribed, app.Recipients.Single.State);
    }

    [Fact]
    public async Task A_subscription_ends_with_its_consent()
    {
        await app.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await app.ProcessQueueAsync();

        await app.EraseAsync("ada@example.org");

        var left = app.Recipients.Single;
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
            "Key", "State", "RequestNumber", "UnsubscribedAt", "SuppressedAt", "SuppressedReason", "SuppressionLiftedAt",
            "Confirmations", "Acknowledgements", "Welcomes", "ManageMails", "Version",
        ];
        string[] cleared = ["Email", "Consent", "ConfirmedAt", "ConfirmedBy", "UnsubscribedBy", "Source"];

        Assert.Equal(
            kept.Concat(cleared).Order(),
            typeof(Recipient).GetProperties().Select(property => property.Name).Order());
    }

    [Fact]
    public async Task An_erasure_that_was_cut_off_is_finished_by_doing_it_again()
    {
        await app.AcceptConsultationAsync("ada@example.org");
        await app.ProcessQueueAsync();
        var steps = 0;
        app.Mails.OnRemove = () => ++steps == 2
            ? throw new StorageUnavailableException("down", new IOException())
            : Task.CompletedTask;

        await Assert.ThrowsAsync<StorageUnavailableException>(() => app.EraseAsync("ada@example.org"));
        Assert.NotEmpty(app.Mails.Rows);
        await app.EraseAsync("ada@example.org");

        Assert.Empty(app.Submissions.Rows);
        Assert.Empty(app.Mails.Rows);
        Assert.Null(app.Recipients.Single.Email);
    }

    [Fact]
    public async Task What_a_worker_adds_meanwhile_is_erased_too()
    {
        await app.AcceptConsultationAsync("ada@example.org");
        await app.ProcessQueueAsync();
        var late = app.Mails["consultation-received"] with { Number = 9 };
        app.Mails.OnRemove = async () =>
        {
            app.Mails.OnRemove = () => Task.CompletedTask;
            await app.Mails.TryAddAsync([late], CancellationToken.None);
            await app.Get<RecipientBook>().ChangeAsync(
                EmailAddress.TryParse("ada@example.org")!,
                current => current with { Email = "ada@example.org" },
                CancellationToken.None);
        };

        await app.EraseAsync("ada@example.org");

        Assert.Empty(app.Mails.Rows);
        Assert.Null(app.Recipients.Single.Email);
    }
}
