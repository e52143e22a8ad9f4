using BlueSky.Functions.Forms;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Operations;

public sealed class PersonSearchTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("ada@example.org")]
    [InlineData("ADA@Example.ORG")]
    public async Task An_address_finds_all_its_submissions_with_their_mails_and_its_recipient(string asked)
    {
        var subscribed = await app.AcceptAsync("subscribe", ("email", "Ada@example.org"));
        var requested = await app.AcceptConsultationAsync("ada@EXAMPLE.org");
        await app.AcceptConsultationAsync("grace@example.org");
        await app.ProcessQueueAsync();

        var data = await ByEmailAsync(asked);

        Assert.Equal([subscribed, requested], data.GetSubmissionIds());
        Assert.Equal(
            ["subscribe-confirm", "consultation-received", "staff-notice"],
            data.Submissions.SelectMany(record => record.Mails).Select(mail => mail.Template));
        Assert.Equal("Ada@example.org", Assert.Single(data.Recipients).Email);
    }

    [Fact]
    public async Task Somebody_elses_submission_that_names_the_address_is_told_by_its_reference_alone()
    {
        var id = await app.AcceptAsync(
            "consultation", ("name", "Ada"), ("email", "ada@example.org"), ("spouse", "x@example.org"),
            ("spouse", "Bob@Example.org"));
        await app.AcceptConsultationAsync("grace@example.org");
        await app.ProcessQueueAsync();

        var data = await ByEmailAsync("bob@example.org");

        Assert.Equal([new Mention(id, new DateOnly(2026, 1, 8))], data.Mentions);
        Assert.Empty(data.Submissions);
        Assert.Empty(data.Recipients);
    }

    [Fact]
    public async Task Phones_are_compared_by_their_digits_and_lead_to_the_recipients_of_their_submissions()
    {
        var id = await app.AcceptAsync(
            "consultation", ("name", "Ada"), ("phone", "(505) 555-0199"), ("email", "ada@example.org"));
        var other = await app.AcceptAsync("consultation", ("name", "Bob"), ("phone", "505 555 0100"));
        var mentioned = await app.AcceptAsync(
            "consultation", ("name", "Cy"), ("email", "cy@example.org"), ("evening_phone", "505.555.0199"));
        await app.ProcessQueueAsync();

        var data = await app.Get<PersonSearch>().FindAsync(new Person([], ["5055550199"]), CancellationToken.None);

        Assert.Equal([id], data.GetSubmissionIds());
        Assert.Equal([mentioned], data.GetMentionIds());
        Assert.DoesNotContain(other, data.GetSubmissionIds().Concat(data.GetMentionIds()));
        Assert.Equal(["ada@example.org"], data.Recipients.Select(recipient => recipient.Email));
    }

    [Fact]
    public async Task A_submission_leads_to_its_sender_only_when_the_sender_is_asked_for()
    {
        var first = await app.AcceptAsync(
            "consultation", ("name", "Ada"), ("phone", "505 555 0199"), ("email", "ada@example.org"));
        var byAddress = await app.AcceptAsync("subscribe", ("email", "ada@example.org"));
        var byPhone = await app.AcceptAsync("consultation", ("name", "A. L."), ("phone", "505-555-0199"));
        await app.AcceptConsultationAsync("grace@example.org");
        var search = app.Get<PersonSearch>();

        var alone = await search.FindAsync(first, CancellationToken.None);
        var sender = await search.FindSenderAsync(first, CancellationToken.None);
        var all = await search.FindAsync(sender, CancellationToken.None);

        Assert.Equal([first], alone.GetSubmissionIds());
        Assert.Equal(new[] { first, byAddress, byPhone }.Order(StringComparer.Ordinal), all.GetSubmissionIds());
    }

    [Fact]
    public async Task Nobody_is_found_without_a_row()
    {
        await app.AcceptConsultationAsync("grace@example.org");

        var data = await ByEmailAsync("ada@example.org");
        var sender = await app.Get<PersonSearch>().FindSenderAsync("BSK-2222-2222", CancellationToken.None);

        Assert.True(data.HoldsNothing());
        Assert.Empty(sender.Addresses);
        Assert.Empty(sender.Phones);
    }

    [Fact]
    public async Task A_form_that_is_not_known_here_has_its_sender_in_its_fields()
    {
        var unknown = new Submission
        {
            Id = "BSK-3333-3333",
            Hash = "00",
            Kind = "unknown",
            State = SubmissionState.Quarantined,
            ReceivedAt = app.Clock.GetUtcNow(),
            Fields = [new("Your Email", "Ada <ada@example.org>"), new("Phone", "505 555 0199"), new("Doctor", "d@x.org")],
        };
        await app.Submissions.TryAddAsync(unknown, [], CancellationToken.None);

        var sender = await app.Get<PersonSearch>().FindSenderAsync(unknown.Id, CancellationToken.None);

        Assert.Equal(["ada@example.org"], sender.Addresses.Select(address => address.Canonical));
        Assert.Equal(["5055550199"], sender.Phones);
        Assert.Equal([unknown.Id], (await ByEmailAsync("ada@example.org")).GetSubmissionIds());
        Assert.Equal([unknown.Id], (await ByEmailAsync("d@x.org")).GetMentionIds());
    }

    private Task<PersonalData> ByEmailAsync(string email) => app.Get<PersonSearch>().FindAsync(
        new Person([EmailAddress.TryParse(email)!], []), CancellationToken.None);
}
