using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Component;

namespace BlueSky.Functions.Tests.Processing;

public sealed class SubmissionProcessorTests : IDisposable
{
    private readonly TestApp world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task A_consultation_request_is_acknowledged_and_staff_are_told()
    {
        var id = await world.AcceptConsultationAsync();
        await world.ProcessQueueAsync();

        Assert.Equal("visitor@example.org", world.Sender["consultation-received"].To);
        Assert.Equal("staff@clinic.example", world.Sender["staff-notice"].To);
        Assert.Equal($"20260108.{id}.staff-notice", world.Sender["staff-notice"].MailId);
        Assert.Equal(SubmissionState.Processed, world.Submissions.Single.State);
        Assert.Equal(1, world.Submissions.Single.Attempts);
        Assert.All(world.Mails.Rows, mail => Assert.Equal(MailState.Accepted, mail.State));
        Assert.All(world.Mails.Rows, mail => Assert.Equal("message-1", mail.MessageId));
        Assert.Empty(world.Submissions.Markers);
    }

    [Theory]
    [InlineData("null", "staff-notice")]
    [InlineData("https://www.clinic.example", "consultation-received", "staff-notice")]
    public async Task A_post_whose_page_hides_its_origin_is_not_acknowledged(string origin, params string[] templates)
    {
        await FormClient.PostAsync(
            world, "name=Ada&email=visitor%40example.org", "consultation", origin: origin);
        await world.ProcessQueueAsync();

        Assert.Equal(templates, world.Sender.Sent.Select(mail => mail.Template).Order());
    }

    [Fact]
    public async Task A_network_is_kept_as_a_hash_that_is_another_one_each_day()
    {
        foreach (var client in new[] { "2001:db8:1:2::7", "2001:db8:1:3::7", "2001:db8:2:2::7", "192.0.2.1" })
        {
            await FormClient.PostAsync(world, "name=Ada&email=a%40example.org&_id=" + client, "consultation", client: client);
        }

        world.Clock.Advance(TimeSpan.FromDays(1));
        await FormClient.PostAsync(world, "name=Ada&email=a%40example.org", "consultation", client: "2001:db8:1:2::7");

        var networks = world.Submissions.Rows.Select(row => row.Network!).ToList();
        Assert.All(networks, network => Assert.Matches("^[0-9a-f]{16}$", network));
        Assert.Equal(networks[0], networks[1]);
        Assert.Equal(4, networks.Distinct().Count());
    }

    [Fact]
    public async Task Every_mail_has_its_row_before_the_first_attempt()
    {
        await world.AcceptConsultationAsync();
        await world.ProcessQueueAsync();

        Assert.Equal(["consultation-received: Due", "staff-notice: Due"], world.Mails.History[..2]);
        Assert.Equal(
            ["consultation-received: Sending", "consultation-received: Accepted"],
            world.Mails.History[2..].Where(entry => entry.StartsWith("consultation", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_that_the_visitor_typed_is_in_the_mail_to_the_visitor()
    {
        await world.AcceptAsync(
            "consultation", ("name", "Ada http://evil.example"), ("email", "a@example.org"), ("message", "my condition"));
        await world.ProcessQueueAsync();

        var content = world.Sender["consultation-received"].Content;
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
            await world.AcceptConsultationAsync();
            await world.ProcessQueueAsync();
            world.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(3, world.Sender.Sent.Count(mail => mail.Template == "consultation-received"));
        Assert.Equal(30, world.Sender.Sent.Count(mail => mail.Template == "staff-notice"));
    }

    [Fact]
    public async Task Fifty_requests_at_once_for_one_address_send_one_acknowledgement()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => world.AcceptAsync(
            "consultation", ("name", $"Ada {i}"), ("email", "victim@example.org"))));
        await Task.WhenAll(world.Queue.TakeVisible().Select(message =>
            Task.Run(() => world.Get<SubmissionProcessor>().ProcessAsync(message, CancellationToken.None))));

        Assert.Single(world.Sender.Sent, mail => mail.Template == "consultation-received");
        Assert.Equal(50, world.Sender.Sent.Count(mail => mail.Template == "staff-notice"));
    }

    [Fact]
    public async Task A_suppressed_address_gets_nothing()
    {
        await world.AcceptConsultationAsync();
        await world.ProcessQueueAsync();
        world.Recipients.Put(world.Recipients.Single with { State = SubscriptionState.Suppressed });
        world.Clock.Advance(TimeSpan.FromDays(2));

        await world.AcceptConsultationAsync();
        await world.AcceptAsync("subscribe", ("email", "visitor@example.org"));
        await world.ProcessQueueAsync();

        Assert.Equal(2, world.Sender.Sent.Count(mail => mail.Template == "staff-notice"));
        Assert.Single(world.Sender.Sent, mail => mail.To == "visitor@example.org");
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
        await world.AcceptConsultationAsync("zoë@example.org");
        await world.ProcessQueueAsync();

        Assert.Equal("zoë@example.org", world.Submissions.Single.Email);
        Assert.Equal(MailState.Failed, world.Mails["consultation-received"].State);
        Assert.Contains("not ASCII", world.Mails["consultation-received"].Error, StringComparison.Ordinal);
        Assert.Equal(["staff-notice"], world.Sender.Sent.Select(mail => mail.Template));
        Assert.Empty(world.Submissions.Markers);
    }

    [Fact]
    public async Task Mail_to_an_international_domain_goes_out_as_punycode()
    {
        await world.AcceptConsultationAsync("a@bücher.example");
        await world.ProcessQueueAsync();

        Assert.Equal("a@xn--bcher-kva.example", world.Sender["consultation-received"].To);
    }

    [Fact]
    public async Task A_message_seen_again_sends_nothing_again()
    {
        var id = await world.AcceptConsultationAsync();
        await world.ProcessQueueAsync();
        await world.Queue.TrySendAsync(new SubmissionMessage("2026-01-08", id), TimeSpan.Zero, CancellationToken.None);
        await world.ProcessQueueAsync();

        Assert.Equal(2, world.Sender.Sent.Count);
    }

    [Fact]
    public async Task Ten_workers_on_one_submission_send_each_mail_once()
    {
        var id = await world.AcceptConsultationAsync();
        var message = new SubmissionMessage("2026-01-08", id);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            Task.Run(() => world.Get<SubmissionProcessor>().ProcessAsync(message, CancellationToken.None))));

        Assert.Equal(["consultation-received", "staff-notice"], world.Sender.Sent.Select(mail => mail.Template).Order());
        Assert.All(world.Mails.Rows, mail => Assert.Equal(MailState.Accepted, mail.State));
    }

    [Fact]
    public async Task A_message_about_a_row_that_is_gone_is_done_with()
    {
        await world.Get<SubmissionProcessor>().ProcessAsync(
            new SubmissionMessage("2026-01-08", "BSK-2222-2222"), CancellationToken.None);

        Assert.Empty(world.Sender.Sent);
    }

    [Fact]
    public async Task A_lost_queue_message_delays_a_mail_and_loses_none()
    {
        world.Queue.IsDown = true;
        await world.AcceptConsultationAsync();
        world.Queue.IsDown = false;

        await world.PassAsync(TimeSpan.FromSeconds(110));
        Assert.Empty(world.Sender.Sent);

        await world.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2, world.Sender.Sent.Count);
        Assert.Empty(world.Submissions.Markers);
    }

    [Fact]
    public async Task An_outage_of_the_tables_fails_no_message_and_the_sweep_brings_the_submission_back()
    {
        var id = await world.AcceptConsultationAsync();
        world.Submissions.IsDown = true;
        for (var tries = 0; tries < 10; tries++)
        {
            await world.Get<SubmissionProcessor>().ProcessAsync(new SubmissionMessage("2026-01-08", id), CancellationToken.None);
        }

        world.Queue.TakeVisible();
        world.Submissions.IsDown = false;
        await world.PassAsync(TimeSpan.FromMinutes(4));

        Assert.Equal(SubmissionState.Processed, world.Submissions.Single.State);
        Assert.Equal(["consultation-received", "staff-notice"], world.Sender.Sent.Select(mail => mail.Template).Order());
        Assert.Empty(world.Submissions.Markers);
    }

    [Fact]
    public async Task An_outage_of_the_outbox_while_a_mail_is_on_its_way_sends_nothing_twice()
    {
        var id = await world.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505 555 0199"));
        world.Sender.Meanwhile = _ =>
        {
            world.Mails.IsDown = true;
            return Task.CompletedTask;
        };
        await world.ProcessQueueAsync();
        world.Mails.IsDown = false;

        await world.PassAsync(TimeSpan.FromSeconds(50));

        Assert.Equal([$"20260108.{id}.staff-notice"], world.Sender.Sent.Select(mail => mail.MailId));
        Assert.Equal(MailState.Sending, world.Mails["staff-notice"].State);
        Assert.Single(world.Submissions.Markers);
    }

    [Fact]
    public async Task A_poisoned_submission_is_failed_with_a_critical_log_and_left_alone()
    {
        var id = await world.AcceptConsultationAsync();
        world.Queue.TakeVisible();

        await world.Get<SubmissionProcessor>().FailAsync(new SubmissionMessage("2026-01-08", id), CancellationToken.None);
        await world.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(SubmissionState.Failed, world.Submissions.Single.State);
        Assert.Equal("processing failed too often; the log says why", world.Submissions.Single.Error);
        Assert.Empty(world.Submissions.Markers);
        Assert.Empty(world.Sender.Sent);
        Assert.Single(world.Logs.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_poisoned_message_that_cannot_be_read_ends_with_a_critical_log_and_without_its_text()
    {
        var functions = new SubmissionFunctions(world.Get<SubmissionProcessor>(), world.Get<Sweeper>());

        await functions.FailAsync("marker", CancellationToken.None);

        var line = Assert.Single(world.Logs.Lines);
        Assert.StartsWith(
            "Critical: A message in the poison queue names no submission and was deleted", line,
            StringComparison.Ordinal);
        Assert.DoesNotContain("marker", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poisoned_message_about_a_processed_submission_changes_nothing()
    {
        world.Sender.Answer = _ => new SendOutcome.NotSent("down", null);
        var id = await world.AcceptConsultationAsync();
        await world.ProcessQueueAsync();

        await world.Get<SubmissionProcessor>().FailAsync(new SubmissionMessage("2026-01-08", id), CancellationToken.None);

        Assert.Equal(SubmissionState.Processed, world.Submissions.Single.State);
        Assert.Single(world.Submissions.Markers);
    }

    [Fact]
    public async Task Logs_hold_no_personal_data()
    {
        await world.AcceptAsync(
            "consultation", ("name", "Marker-Name"), ("email", "marker-address@example.org"), ("phone", "505 555 7777"),
            ("message", "marker-message"), ("other", "marker-other"), ("_id", "marker-key"));
        world.Sender.Answer = _ => new SendOutcome.Refused("no such address marker-address@example.org");
        await world.ProcessQueueAsync();

        Assert.NotEmpty(world.Logs.Lines);
        Assert.All(world.Logs.Lines, line => Assert.DoesNotContain("marker", line, StringComparison.OrdinalIgnoreCase));
        Assert.All(world.Logs.Lines, line => Assert.DoesNotContain("7777", line, StringComparison.Ordinal));
    }
}
