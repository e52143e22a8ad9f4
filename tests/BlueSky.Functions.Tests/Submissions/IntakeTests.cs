using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Submissions;

public sealed class IntakeTests : IDisposable
{
    private readonly TestApp shared = new();

    public void Dispose() => shared.Dispose();

    [Fact]
    public async Task A_post_is_stored_with_an_open_marker_and_queued()
    {
        var id = await shared.AcceptAsync(
            "consultation", ("Name", " Ada Lovelace "), ("Email-4", "ada@example.org"), ("Phone Number", "(505) 555-0199"),
            ("Message", "Please call."), ("Preferred-Time", "mornings"), ("Insurance", "none"));

        var row = shared.Submissions.Single;
        Assert.Matches("^BSK-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$", id);
        Assert.Equal(id, row.Id);
        Assert.Equal("consultation", row.Kind);
        Assert.Equal(SubmissionState.Received, row.State);
        Assert.Equal(DateTimeOffset.Parse("2026-01-08T19:42:07Z"), row.ReceivedAt);
        Assert.Equal("Ada Lovelace", row.Name);
        Assert.Equal("ada@example.org", row.Email);
        Assert.Equal("(505) 555-0199", row.Phone);
        Assert.Equal("5055550199", row.PhoneDigits);
        Assert.Equal("Please call.", row.Message);
        Assert.Equal([new("preferred_time", "mornings"), new("Insurance", "none")], row.Fields);
        Assert.Equal(row.Key, Assert.Single(shared.Submissions.Markers).Key);
        Assert.Equal([new SubmissionMessage("2026-01-08", id) { IsEarly = true }], shared.Queue.Messages);
    }

    [Fact]
    public async Task A_double_click_is_one_row()
    {
        var first = await shared.AcceptConsultationAsync();
        shared.Clock.Advance(TimeSpan.FromSeconds(2));
        var second = await shared.AcceptConsultationAsync();

        Assert.Equal(first, second);
        Assert.Single(shared.Submissions.Rows);
    }

    [Fact]
    public async Task The_same_content_later_is_another_submission()
    {
        var first = await shared.AcceptConsultationAsync();
        shared.Clock.Advance(TimeSpan.FromMinutes(10));
        var second = await shared.AcceptConsultationAsync();

        Assert.NotEqual(first, second);
        Assert.Equal(2, shared.Submissions.Rows.Count);
    }

    [Fact]
    public async Task The_same_key_is_the_same_submission_however_late_in_the_day()
    {
        var first = await shared.AcceptAsync("subscribe", ("email", "a@example.org"), ("_id", "key-1"));
        shared.Clock.Advance(TimeSpan.FromHours(3));
        var second = await shared.AcceptAsync("subscribe", ("email", "a@example.org"), ("_id", "key-1"));

        Assert.Equal(first, second);
        Assert.Single(shared.Submissions.Rows);
    }

    [Fact]
    public async Task The_same_key_with_corrected_content_is_another_submission()
    {
        await shared.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505 555 0198"), ("_id", "key-1"));
        await shared.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505 555 0199"), ("_id", "key-1"));

        Assert.Equal(["5055550198", "5055550199"], shared.Submissions.Rows.Select(row => row.PhoneDigits));
    }

    [Fact]
    public async Task A_keyed_retry_after_midnight_finds_yesterdays_row()
    {
        using var late = new TestApp(startsAt: DateTimeOffset.Parse("2026-01-08T23:59:30Z"));
        var first = await late.AcceptAsync("subscribe", ("email", "a@example.org"), ("_id", "key-1"));
        late.Clock.Advance(TimeSpan.FromMinutes(119));
        var second = await late.AcceptAsync("subscribe", ("email", "a@example.org"), ("_id", "key-1"));

        Assert.Equal(first, second);
        Assert.Single(late.Submissions.Rows);
    }

    [Fact]
    public async Task An_id_that_another_submission_has_takes_one_more_group()
    {
        var id = await shared.AcceptConsultationAsync();
        using var other = new TestApp();
        await other.Submissions.TryAddAsync(
            shared.Submissions.Single with { Hash = new string('0', 64), Version = null }, [], CancellationToken.None);

        var longer = await other.AcceptConsultationAsync();
        var again = await other.AcceptConsultationAsync();

        Assert.StartsWith($"{id}-", longer, StringComparison.Ordinal);
        Assert.Equal(id.Length + 5, longer.Length);
        Assert.Equal(longer, again);
        Assert.Equal(2, other.Submissions.Rows.Count);
    }

    [Fact]
    public async Task A_retry_after_a_lost_answer_makes_no_second_row()
    {
        shared.Submissions.LostAnswers = 1;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => shared.AcceptConsultationAsync());

        var id = await shared.AcceptConsultationAsync();

        Assert.Equal(id, shared.Submissions.Single.Id);
        Assert.Contains(new SubmissionMessage("2026-01-08", id), shared.Queue.Messages);
    }

    [Fact]
    public async Task A_post_is_accepted_while_the_queue_is_down()
    {
        shared.Queue.IsDown = true;

        var id = await shared.AcceptConsultationAsync();

        Assert.Equal(id, shared.Submissions.Single.Id);
        Assert.Single(shared.Submissions.Markers);
    }

    [Fact]
    public async Task A_filled_honeypot_is_quarantined()
    {
        var id = await shared.AcceptAsync("subscribe", ("email", "bot@example.org"), ("_gotcha", "x"));
        await shared.ProcessQueueAsync();

        Assert.Equal(id, shared.Submissions.Single.Id);
        Assert.Equal(SubmissionState.Quarantined, shared.Submissions.Single.State);
        Assert.Equal("honeypot field filled", shared.Submissions.Single.Error);
        Assert.Empty(shared.Submissions.Markers);
        Assert.Empty(shared.Mails.Rows);
    }

    [Theory]
    [InlineData("2026-01-08T10:09:59Z", 2, true)]
    [InlineData("2026-01-08T10:00:00Z", 599, true)]
    [InlineData("2026-01-08T10:00:00Z", 600, false)]
    [InlineData("2026-01-08T10:01:00Z", 599, true)]
    [InlineData("2026-01-08T10:01:00Z", 600, false)]
    [InlineData("2026-01-08T10:01:00Z", 1_100, false)]
    [InlineData("2026-01-08T23:59:59Z", 2, true)]
    [InlineData("2026-01-08T23:55:00Z", 599, true)]
    [InlineData("2026-01-08T23:55:00Z", 600, false)]
    public async Task A_double_post_is_one_wherever_the_edge_of_a_span_lies(string at, int seconds, bool isOne)
    {
        using var app = new TestApp(startsAt: DateTimeOffset.Parse(at));
        var first = await app.AcceptConsultationAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(seconds));
        var second = await app.AcceptConsultationAsync();
        var third = await app.AcceptConsultationAsync();

        Assert.Equal((isOne, true), (first == second, second == third));
        Assert.Equal(isOne ? 1 : 2, app.Submissions.Rows.Count);
    }

    [Fact]
    public async Task The_window_counts_from_the_first_post_and_the_next_one_begins_another()
    {
        var ids = new List<string>();
        for (var minute = 0; minute < 40; minute += 4)
        {
            ids.Add(await shared.AcceptConsultationAsync());
            shared.Clock.Advance(TimeSpan.FromMinutes(4));
        }

        Assert.Equal([3, 3, 3, 1], ids.GroupBy(id => id).Select(same => same.Count()));
    }

    [Fact]
    public async Task A_clock_that_is_behind_sees_the_repeat_too()
    {
        using var app = new TestApp(startsAt: DateTimeOffset.Parse("2026-01-08T10:10:01Z"));
        var first = await app.AcceptConsultationAsync();
        using var behind = new TestApp(externals: app.Externals);
        app.Clock.AdjustTime(DateTimeOffset.Parse("2026-01-08T10:09:58Z"));

        Assert.Equal(first, await behind.AcceptConsultationAsync());
        Assert.Single(app.Submissions.Rows);
    }

    [Fact]
    public async Task What_is_new_takes_one_call_but_just_after_midnight()
    {
        await shared.AcceptConsultationAsync();
        await shared.AcceptAsync("subscribe", ("email", "a@example.org"), ("_id", "key-1"));
        using var night = new TestApp(startsAt: DateTimeOffset.Parse("2026-01-09T00:09:59Z"));
        await night.AcceptConsultationAsync();

        Assert.Equal(["add", "add"], shared.Submissions.Calls);
        Assert.Equal(["find claim", "add"], night.Submissions.Calls);
    }

    [Fact]
    public async Task Of_a_hundred_posts_at_once_one_is_stored()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => shared.AcceptConsultationAsync())));

        Assert.Single(ids.Distinct());
        Assert.Equal(ids[0], shared.Submissions.Single.Id);
    }
}
