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
            "Thursday, January 8, 2026, 12:42 PM (America/Denver, UTC-07:00)", mail.Content.Text,
            StringComparison.Ordinal);
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
        Assert.Equal(
            ["second@clinic.example", "staff@clinic.example"], team.Sender.Sent.Select(mail => mail.To).Order());
    }
}
