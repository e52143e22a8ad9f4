namespace BlueSky.Functions.Tests.Processing;

public sealed class StaffNoticeTests
{
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
            "Thursday, January 8, 2026, 12:42 PM (America/Denver,\nUTC-07:00)", mail.Content.Text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", mail.Content.Text + mail.Content.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("visitor@", mail.Content.Text + mail.Content.Html, StringComparison.Ordinal);
        Assert.Null(mail.ReplyTo);
    }

    [Fact]
    public async Task A_notice_opens_the_request_and_names_the_promise()
    {
        using var app = new TestApp();
        var id = await app.AcceptConsultationAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.ProcessQueueAsync();

        var mail = app.Sender["staff-notice"].Content;
        Assert.Equal($"A new request is waiting ({id})", mail.Subject);
        Assert.StartsWith(
            $"""
            A new request is waiting
            ========================

            Someone asked for a free consultation today, Thursday, January 8, at
            12:42 PM.

            We promised to be in touch by Friday, January 9, 5 PM.

            Open and call:
            https://forms.clinic.example/staff/requests/{id}

            To protect privacy, this email holds no name, no phone number and no
            message. You see them after you sign in.

            Reference: {id}
            Form: Consultation request
            Received: Thursday, January 8, 2026, 12:42 PM (America/Denver,
            UTC-07:00)
            Age: 2 minutes when this email was written

            """.ReplaceLineEndings("\n"),
            mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_back_request_asks_staff_to_look_at_it()
    {
        using var app = new TestApp();
        var id = await app.AcceptAsync(
            "consultation", ("name", "Ada"), ("email", "ada@example.org"), ("_gotcha", "x"));
        await app.ProcessQueueAsync();

        var mail = Assert.Single(app.Sender.Sent);
        Assert.Equal(("staff@clinic.example", $"Is this a real person? ({id})"), (mail.To, mail.Content.Subject));
        Assert.Contains(
            $"Take a look:\nhttps://forms.clinic.example/staff/requests/{id}\n", mail.Content.Text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", mail.Content.Text + mail.Content.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_subscriber_needs_nobody()
    {
        using var app = new TestApp(new() { ["Subscriptions:DoubleOptIn"] = "false" });
        var id = await app.AcceptAsync("subscribe", ("email", "ada@example.org"));
        await app.ProcessQueueAsync();

        var mail = app.Sender["staff-notice"].Content;
        Assert.Equal($"A new subscriber ({id})", mail.Subject);
        Assert.Contains("There is nothing to do.", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("promised", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(505) 555-0199 ext. 4", "tel:+15055550199")]
    [InlineData("+1 505 555 0199", "tel:+15055550199")]
    public async Task Details_begin_with_the_phone_number_as_a_link(string phone, string link)
    {
        using var detailed = new TestApp(new() { ["Notifications:IncludeDetails"] = "true" });
        await detailed.AcceptAsync("consultation", ("name", "Ada"), ("email", "ada@example.org"), ("phone", phone));
        await detailed.ProcessQueueAsync();

        var mail = detailed.Sender["staff-notice"].Content;
        Assert.Contains(
            $"href=\"{link.Replace("+", "&#x2B;", StringComparison.Ordinal)}\"", mail.Html, StringComparison.Ordinal);
        Assert.True(
            mail.Text.IndexOf(phone, StringComparison.Ordinal) < mail.Text.IndexOf("Ada", StringComparison.Ordinal));
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
        Assert.Equal(
            ["second@clinic.example", "staff@clinic.example"], team.Sender.Sent.Select(mail => mail.To).Order());
    }
}
