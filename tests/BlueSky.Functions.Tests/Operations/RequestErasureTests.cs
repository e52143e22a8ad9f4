using BlueSky.Functions.Operations;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Requests;

namespace BlueSky.Functions.Tests.Operations;

/// <summary>What is left of a person's requests, and what a person is told of them.</summary>
public sealed class RequestErasureTests : IDisposable
{
    private readonly TestApp app = new();
    private readonly RequestApp desk;

    public RequestErasureTests() => desk = new RequestApp(app);

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData(nameof(RequestAction.Note))]
    [InlineData(nameof(RequestAction.Booked))]
    public async Task A_request_leaves_the_index_and_its_notes_are_gone(string action)
    {
        await AcceptAsync("ada@example.org");
        var key = desk.Request.Key;
        await desk.DoAsync(Enum.Parse<RequestAction>(action), note: "Ada sounded tired.");

        await app.EraseAsync("ada@example.org");

        Assert.Empty(app.Requests.Lines);
        Assert.Empty(await app.Get<IRequestStore>().ReadHistoryAsync(key, CancellationToken.None).ToListAsync());
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task Another_persons_request_loses_the_address_on_the_index_too_and_stays_where_it_is()
    {
        await app.AcceptAsync(
            "consultation", ("name", "Grace, friend of ada@example.org"), ("email", "grace@example.org"),
            ("preferred_time", "when ada@example.org is here"));
        await app.ProcessQueueAsync();
        var again = app.Clock.GetUtcNow().AddHours(20);
        await desk.DoAsync(RequestAction.NoAnswer, again: again);

        await app.EraseAsync("ada@example.org");

        var line = Assert.Single(app.Requests.Lines);
        Assert.Equal(("Grace, friend of [erased]", "when [erased] is here"), (line.Name, line.PreferredTime));
        Assert.Equal(
            new Handling(HandlingState.Tried, RequestApp.Rosa, app.Clock.GetUtcNow(), again, Changes: 2), line.Handling);
        Assert.Equal(line.Handling, desk.Request.Handling);
    }

    // It read the request before it was redacted.
    [Fact]
    public async Task A_worker_that_is_late_does_not_bring_the_address_back()
    {
        await app.AcceptAsync("consultation", ("name", "for ada@example.org"), ("email", "grace@example.org"));
        app.Requests.OnPut = async () =>
        {
            app.Requests.OnPut = () => Task.CompletedTask;
            await app.EraseAsync("ada@example.org");
        };

        await app.ProcessQueueAsync();

        Assert.Equal("for [erased]", Assert.Single(app.Requests.Lines).Name);
        Assert.Equal(SubmissionState.Processed, desk.Request.State);
    }

    [Fact]
    public async Task What_staff_did_and_wrote_is_part_of_what_is_known_about_a_person()
    {
        await AcceptAsync("ada@example.org");
        await desk.DoAsync(RequestAction.NoAnswer, note: "Her sister answered.");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.DoAsync(RequestAction.Booked, RequestApp.Ben);

        var found = await app.Get<PersonSearch>().FindAsync(desk.Request.Id, CancellationToken.None);

        Assert.Equal(
            [
                (RequestAction.NoAnswer, RequestApp.Rosa, "Her sister answered."),
                (RequestAction.Booked, RequestApp.Ben, null),
            ],
            Assert.Single(found.Submissions).History.Select(entry => (entry.Action, entry.By, entry.Note)));
    }

    private async Task AcceptAsync(string email)
    {
        await app.AcceptConsultationAsync(email);
        await app.ProcessQueueAsync();
    }
}
