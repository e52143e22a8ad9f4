using BlueSky.Functions.Forms;
using BlueSky.Functions.Operations;

namespace BlueSky.Functions.Tests.Operations;

public sealed class PersonSearchTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData("ada@example.org")]
    [InlineData("ADA@Example.ORG")]
    public async Task An_address_finds_all_its_submissions_with_their_mails_and_its_recipient(string asked)
    {
        var subscribed = await world.AcceptAsync("subscribe", ("email", "Ada@example.org"));
        var requested = await world.AcceptConsultationAsync("ada@EXAMPLE.org");
        await world.AcceptConsultationAsync("grace@example.org");
        await world.ProcessQueueAsync();

        var data = await ByEmailAsync(asked);

        Assert.Equal([subscribed, requested], data.GetSubmissionIds());
        Assert.Equal(
            ["staff-notice", "subscribe-welcome", "consultation-received", "staff-notice"],
            data.Submissions.SelectMany(record => record.Mails).Select(mail => mail.Template));
        Assert.Equal("Ada@example.org", Assert.Single(data.Recipients).Email);
    }

    [Fact]
    public async Task A_second_address_in_another_field_counts_too()
    {
        var id = await world.AcceptAsync(
            "consultation", ("name", "Ada"), ("email", "ada@example.org"), ("spouse", "x@example.org"),
            ("spouse", "Bob@Example.org"));

        Assert.Equal([id], (await ByEmailAsync("bob@example.org")).GetSubmissionIds());
    }

    [Fact]
    public async Task Phones_are_compared_by_their_digits_and_lead_to_the_recipients_of_their_submissions()
    {
        var id = await world.AcceptAsync(
            "consultation", ("name", "Ada"), ("phone", "(505) 555-0199"), ("email", "ada@example.org"));
        var other = await world.AcceptAsync("consultation", ("name", "Bob"), ("phone", "505 555 0100"));
        var mentioned = await world.AcceptAsync(
            "consultation", ("name", "Cy"), ("email", "cy@example.org"), ("evening_phone", "505.555.0199"));
        await world.ProcessQueueAsync();

        var data = await world.Get<PersonSearch>().FindAsync(new Person([], ["5055550199"]), CancellationToken.None);

        Assert.Equal([id, mentioned], data.GetSubmissionIds());
        Assert.DoesNotContain(other, data.GetSubmissionIds());
        Assert.Equal(["ada@example.org", "cy@example.org"], data.Recipients.Select(recipient => recipient.Email));
    }

    [Fact]
    public async Task A_submission_leads_to_its_sender_only_when_the_sender_is_asked_for()
    {
        var first = await world.AcceptAsync(
            "consultation", ("name", "Ada"), ("phone", "505 555 0199"), ("email", "ada@example.org"));
        var byAddress = await world.AcceptAsync("subscribe", ("email", "ada@example.org"));
        var byPhone = await world.AcceptAsync("consultation", ("name", "A. L."), ("phone", "505-555-0199"));
        await world.AcceptConsultationAsync("grace@example.org");
        var search = world.Get<PersonSearch>();

        var alone = await search.FindAsync(first, CancellationToken.None);
        var sender = await search.FindSenderAsync(first, CancellationToken.None);

        Assert.Equal([first], alone.GetSubmissionIds());
        Assert.Equal([first, byAddress, byPhone], sender.GetSubmissionIds());
    }

    [Fact]
    public async Task Nobody_is_found_without_a_row()
    {
        await world.AcceptConsultationAsync("grace@example.org");

        var data = await ByEmailAsync("ada@example.org");
        var sender = await world.Get<PersonSearch>().FindSenderAsync("BSK-2222-2222", CancellationToken.None);

        Assert.Empty(data.Submissions);
        Assert.Empty(data.Recipients);
        Assert.Empty(sender.Submissions);
    }

    private Task<PersonalData> ByEmailAsync(string email) => world.Get<PersonSearch>().FindAsync(
        new Person([EmailAddress.TryParse(email)!], []), CancellationToken.None);
}
