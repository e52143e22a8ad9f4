using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Component;

namespace BlueSky.Functions.Tests.Processing;

public sealed class SubmissionProcessorTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_consultation_request_is_acknowledged_and_staff_are_told()
    {
        var id = await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();

        Assert.Equal("visitor@example.org", app.Sender["consultation-received"].To);
        Assert.Equal("staff@clinic.example", app.Sender["staff-notice"].To);
        Assert.Equal($"20260108.{id}.staff-notice", app.Sender["staff-notice"].MailId);
        Assert.Equal(SubmissionState.Processed, app.Submissions.Single.State);
        Assert.Equal(1, app.Submissions.Single.Attempts);
        Assert.All(app.Mails.Rows, mail => Assert.Equal(MailState.Accepted, mail.State));
        Assert.All(app.Mails.Rows, mail => Assert.Equal("message-1", mail.MessageId));
        Assert.Empty(app.Submissions.Markers);
    }

    [Theory]
    [InlineData("null", "staff-notice")]
    [InlineData("https://www.clinic.example", "consultation-received", "staff-notice")]
    public async Task A_post_whose_page_hides_its_origin_is_not_acknowledged(string origin, params string[] templates)
    {
        await FormClient.PostAsync(
            app, "name=Ada&email=visitor%40example.org", "consultation", origin: origin);
        await app.ProcessQueueAsync();

        Assert.Equal(templates, app.Sender.Sent.Select(mail => mail.Template).Order());
    }

    [Fact]
    public async Task A_network_is_kept_as_a_hash_that_is_another_one_each_day()
    {
        foreach (var client in new[] { "2001:db8:1:2::7", "2001:db8:1:3::7", "2001:db8:2:2::7", "192.0.2.1" })
        {
            await FormClient.PostAsync(app, "name=Ada&email=a%40example.org&_id=" + client, "consultation", client: client);
        }

        app.Clock.Advance(TimeSpan.FromDays(1));
        await FormClient.PostAsync(app, "name=Ada&email=a%40example.org", "consultation", client: "2001:db8:1:2::7");

        var networks = app.Submissions.Rows.Select(row => row.Network!).ToList();
        Assert.All(networks, network => Assert.Matches("^[0-9a-f]{16}$", network));
        Assert.Equal(networks[0], networks[1]);
        Assert.Equal(4, networks.Distinct().Count());
    }

    [Fact]
    public async Task Every_mail_has_its_row_before_the_first_attempt()
    {
        await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();

        Assert.Equal(["consultation-received: Due", "staff-notice: Due"], app.Mails.History[..2]);
        Assert.Equal(
            ["consultation-received: Sending", "consultation-received: Accepted"],
            app.Mails.History[2..].Where(entry => entry.StartsWith("consultation", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_that_the_visitor_typed_is_in_the_mail_to_the_visitor()
    {
        await app.AcceptAsync(
            "consultation", ("name", "Ada http://evil.example"), ("email", "a@example.org"), ("message", "my condition"));
        await app.ProcessQueueAsync();

        var content = app.Sender["consultation-received"].Content;
        foreach (var part in new[] { content.Subject, content.Text, content.Html })
        {
            Assert.DoesNotContain("Ada", part, StringComparison.Ordinal);
            Assert.DoesNotContain("evil", part, StringComparison.Ordinal);
            Assert.DoesNotContain("condition", part, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_staff_read_shows_as_it_is_and_a_second_address_is_called_so()
    {
        using var detailed = new TestApp(new() { ["Notifications:IncludeDetails"] = "true" });
        await detailed.AcceptAsync(
            "consultation", ("name", "Ada \u202Emoc.live\u2066"), ("email", "ada@example.org"),
            ("Your Email", "eve@example.com"), ("\u202Eliame", "x"));
        await detailed.ProcessQueueAsync();

        var text = detailed.Sender["staff-notice"].Content.Text;
        Assert.Contains("Ada moc.live", text, StringComparison.Ordinal);
        Assert.Contains("Email, another one\n      eve@example.com", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', text + detailed.Sender["staff-notice"].Content.Html);
        Assert.Equal("Ada \u202Emoc.live\u2066", detailed.Submissions.Single.Name);
    }

    [Fact]
    public async Task Staff_get_a_reference_and_a_link_but_no_details_unless_asked_for()
    {
        using var linked = new TestApp(new() { ["Notifications:StaffLink"] = "https://staff.example/{id}" });
        var id = await linked.AcceptConsultationAsync();
        await linked.ProcessQueueAsync();

        var mail = linked.Sender["staff-notice"];
        Assert.Contains(id, mail.Content.Text, StringComparison.Ordinal);
        Assert.Contains($"https://staff.example/{id}", mail.Content.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Thursday, January 8, 2026, 12:42 PM (America/Denver, UTC-07:00)", mail.Content.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", mail.Content.Text + mail.Content.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("visitor@", mail.Content.Text + mail.Content.Html, StringComparison.Ordinal);
        Assert.Null(mail.ReplyTo);
    }

    [Fact]
    public async Task Staff_can_have_the_details_and_answer_the_visitor()
    {
        using var detailed = new TestApp(new() { ["Notifications:IncludeDetails"] = "true" });
        await detailed.AcceptConsultationAsync();
        await detailed.ProcessQueueAsync();

        var mail = detailed.Sender["staff-notice"];
        Assert.Contains("Ada Lovelace", mail.Content.Text, StringComparison.Ordinal);
        Assert.Contains("Please call.", mail.Content.Text, StringComparison.Ordinal);
        Assert.Equal("visitor@example.org", mail.ReplyTo);
    }

    [Fact]
    public async Task Each_of_several_staff_gets_a_mail_with_a_number()
    {
        using var team = new TestApp(new() { ["Mail:Staff:1"] = "second@clinic.example" });
        var id = await team.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505 555 0199"));
        await team.ProcessQueueAsync();

        Assert.Equal([$"{id}.staff-notice.1", $"{id}.staff-notice.2"], team.Mails.Rows.Select(mail => mail.RowKey));
        Assert.Equal(["second@clinic.example", "staff@clinic.example"], team.Sender.Sent.Select(mail => mail.To).Order());
    }

    [Fact]
    public async Task One_address_is_acknowledged_once_an_hour_and_thrice_a_day_whoever_asks()
    {
        for (var i = 0; i < 30; i++)
        {
            await app.AcceptConsultationAsync();
            await app.ProcessQueueAsync();
            app.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(3, app.Sender.Sent.Count(mail => mail.Template == "consultation-received"));
        Assert.Equal(30, app.Sender.Sent.Count(mail => mail.Template == "staff-notice"));
    }

    [Fact]
    public async Task Fifty_requests_at_once_for_one_address_send_one_acknowledgement()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => app.AcceptAsync(
            "consultation", ("name", $"Ada {i}"), ("email", "victim@example.org"))));
        await Task.WhenAll(app.Queue.TakeVisible().Select(message =>
            Task.Run(() => app.Get<SubmissionProcessor>().ProcessAsync(message, CancellationToken.None))));

        Assert.Single(app.Sender.Sent, mail => mail.Template == "consultation-received");
        Assert.Equal(50, app.Sender.Sent.Count(mail => mail.Template == "staff-notice"));
    }

    [Fact]
    public async Task A_suppressed_address_gets_nothing()
    {
        await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();
        app.Recipients.Put(app.Recipients.Single with { State = SubscriptionState.Suppressed });
        app.Clock.Advance(TimeSpan.FromDays(2));

        await app.AcceptConsultationAsync();
        await app.AcceptAsync("subscribe", ("email", "visitor@example.org"));
        await app.ProcessQueueAsync();

        Assert.Equal(2, app.Sender.Sent.Count(mail => mail.Template == "staff-notice"));
        Assert.Single(app.Sender.Sent, mail => mail.To == "visitor@example.org");
    }

    [Fact]
    public async Task A_clinic_can_switch_the_acknowledgement_off()
    {
        using var quiet = new TestApp(new() { ["Consultations:Acknowledge"] = "false" });
        await quiet.AcceptConsultationAsync();
        await quiet.ProcessQueueAsync();

        Assert.Equal(["staff-notice"], quiet.Sender.Sent.Select(mail => mail.Template));
    }

    [Fact]
    public async Task A_local_part_outside_ascii_is_stored_and_never_sent_to()
    {
        await app.AcceptConsultationAsync("zoë@example.org");
        await app.ProcessQueueAsync();

        Assert.Equal("zoë@example.org", app.Submissions.Single.Email);
        Assert.Equal(MailState.Failed, app.Mails["consultation-received"].State);
        Assert.Contains("not ASCII", app.Mails["consultation-received"].Error, StringComparison.Ordinal);
        Assert.Equal(["staff-notice"], app.Sender.Sent.Select(mail => mail.Template));
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task Mail_to_an_international_domain_goes_out_as_punycode()
    {
        await app.AcceptConsultationAsync("a@bücher.example");
        await app.ProcessQueueAsync();

        Assert.Equal("a@xn--bcher-kva.example", app.Sender["consultation-received"].To);
    }

    [Fact]
    public async Task A_message_seen_again_sends_nothing_again()
    {
        var id = await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();
        await app.Queue.TrySendAsync(new SubmissionMessage("2026-01-08", id), TimeSpan.Zero, CancellationToken.None);
        await app.ProcessQueueAsync();

        Assert.Equal(2, app.Sender.Sent.Count);
    }

    [Fact]
    public async Task Ten_workers_on_one_submission_send_each_mail_once()
    {
        var id = await app.AcceptConsultationAsync();
        var message = new SubmissionMessage("2026-01-08", id);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            Task.Run(() => app.Get<SubmissionProcessor>().ProcessAsync(message, CancellationToken.None))));

        Assert.Equal(["consultation-received", "staff-notice"], app.Sender.Sent.Select(mail => mail.Template).Order());
        Assert.All(app.Mails.Rows, mail => Assert.Equal(MailState.Accepted, mail.State));
    }

    [Fact]
    public async Task A_message_about_a_row_that_is_gone_is_done_with()
    {
        await app.Get<SubmissionProcessor>().ProcessAsync(
            new SubmissionMessage("2026-01-08", "BSK-2222-2222"), CancellationToken.None);

        Assert.Empty(app.Sender.Sent);
    }

    [Fact]
    public async Task A_lost_queue_message_delays_a_mail_and_loses_none()
    {
        app.Queue.IsDown = true;
        await app.AcceptConsultationAsync();
        app.Queue.IsDown = false;

        await app.PassAsync(TimeSpan.FromSeconds(110));
        Assert.Empty(app.Sender.Sent);

        await app.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2, app.Sender.Sent.Count);
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task An_outage_of_the_tables_fails_no_message_and_the_sweep_brings_the_submission_back()
    {
        var id = await app.AcceptConsultationAsync();
        app.Submissions.IsDown = true;
        for (var tries = 0; tries < 10; tries++)
        {
            await app.Get<SubmissionProcessor>().ProcessAsync(new SubmissionMessage("2026-01-08", id), CancellationToken.None);
        }

        app.Queue.TakeVisible();
        app.Submissions.IsDown = false;
        await app.PassAsync(TimeSpan.FromMinutes(4));

        Assert.Equal(SubmissionState.Processed, app.Submissions.Single.State);
        Assert.Equal(["consultation-received", "staff-notice"], app.Sender.Sent.Select(mail => mail.Template).Order());
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task An_outage_of_the_outbox_while_a_mail_is_on_its_way_sends_nothing_twice()
    {
        var id = await app.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505 555 0199"));
        app.Sender.Meanwhile = _ =>
        {
            app.Mails.IsDown = true;
            return Task.CompletedTask;
        };
        await app.ProcessQueueAsync();
        app.Mails.IsDown = false;

        await app.PassAsync(TimeSpan.FromSeconds(50));

        Assert.Equal([$"20260108.{id}.staff-notice"], app.Sender.Sent.Select(mail => mail.MailId));
        Assert.Equal(MailState.Sending, app.Mails["staff-notice"].State);
        Assert.Single(app.Submissions.Markers);
    }

    [Fact]
    public async Task A_poisoned_submission_is_failed_with_a_critical_log_and_left_alone()
    {
        var id = await app.AcceptConsultationAsync();
        app.Queue.TakeVisible();

        await app.Get<SubmissionProcessor>().FailAsync(new SubmissionMessage("2026-01-08", id), CancellationToken.None);
        await app.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(SubmissionState.Failed, app.Submissions.Single.State);
        Assert.Equal("processing failed too often; the log says why", app.Submissions.Single.Error);
        Assert.Empty(app.Submissions.Markers);
        Assert.Empty(app.Sender.Sent);
        Assert.Single(app.Logs.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_poisoned_message_that_cannot_be_read_ends_with_a_critical_log_and_without_its_text()
    {
        var functions = new SubmissionFunctions(app.Get<SubmissionProcessor>(), app.Get<Sweeper>());

        await functions.FailAsync("marker", CancellationToken.None);

        var line = Assert.Single(app.Logs.Lines);
        Assert.StartsWith(
            "Critical: A message in the poison queue names no submission and was deleted", line,
            StringComparison.Ordinal);
        Assert.DoesNotContain("marker", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poisoned_message_about_a_processed_submission_changes_nothing()
    {
        app.Sender.Answer = _ => new SendOutcome.NotSent("down", null);
        var id = await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();

        await app.Get<SubmissionProcessor>().FailAsync(new SubmissionMessage("2026-01-08", id), CancellationToken.None);

        Assert.Equal(SubmissionState.Processed, app.Submissions.Single.State);
        Assert.Single(app.Submissions.Markers);
    }

    [Fact]
    public async Task Logs_hold_no_personal_data()
    {
        await app.AcceptAsync(
            "consultation", ("name", "Marker-Name"), ("email", "marker-address@example.org"), ("phone", "505 555 7777"),
            ("message", "marker-message"), ("other", "marker-other"), ("_id", "marker-key"));
        app.Sender.Answer = _ => new SendOutcome.Refused("no such address marker-address@example.org");
        await app.ProcessQueueAsync();

        Assert.NotEmpty(app.Logs.Lines);
        Assert.All(app.Logs.Lines, line => Assert.DoesNotContain("marker", line, StringComparison.OrdinalIgnoreCase));
        Assert.All(app.Logs.Lines, line => Assert.DoesNotContain("7777", line, StringComparison.Ordinal));
    }
}
