using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Spam.Corpora;

/// <summary>
/// Two corpora go through the real endpoint, in their order and at their pace, with the settings as they are by default.
/// Only the limit per minute is off: it goes by the machine's clock, and would stop the bursts before they are judged.
/// </summary>
public sealed class CorpusTests : IDisposable
{
    private readonly TestApp app = new(new() { ["Limits:PostsPerMinute"] = "0" });

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Of_the_bots_at_least_95_percent_are_quarantined_or_refused()
    {
        var posts = CorpusPost.Read("bots.jsonl");
        var outcomes = await SendAsync(posts);

        Assert.True(posts.Count >= 200);
        Assert.All(outcomes, outcome => Assert.Contains(outcome.Status, new[] { 200, 403 }));
        var missed = outcomes.Where(outcome => outcome.State == SubmissionState.Received).ToList();
        Assert.True(missed.Count <= posts.Count * 0.05, Report(missed, posts.Count));
    }

    [Fact]
    public async Task Of_the_people_none_is_refused_and_at_most_1_percent_is_quarantined()
    {
        var posts = CorpusPost.Read("people.jsonl");
        var outcomes = await SendAsync(posts);

        Assert.True(posts.Count >= 200);
        Assert.All(outcomes, outcome => Assert.Equal(200, outcome.Status));
        var quarantined = outcomes.Where(outcome => outcome.State == SubmissionState.Quarantined).ToList();
        Assert.True(quarantined.Count <= posts.Count * 0.01, Report(quarantined, posts.Count));
    }

    [Fact]
    public async Task What_was_quarantined_says_why_in_words_that_quote_nothing()
    {
        await SendAsync(CorpusPost.Read("bots.jsonl"));

        Assert.All(app.Submissions.Rows.Where(row => row.State == SubmissionState.Quarantined), row =>
            Assert.Matches("^(honeypot field filled|spam signals: [a-z0-9 ,]+)$", row.Error!));
        Assert.DoesNotContain(
            app.Submissions.Rows, row => row.State == SubmissionState.Received && row.Error is not null);
    }

    private async Task<IReadOnlyList<Outcome>> SendAsync(IReadOnlyList<CorpusPost> posts)
    {
        var outcomes = new List<Outcome>();
        foreach (var post in posts)
        {
            var before = app.Submissions.Rows.Count;
            var answer = await post.SendAsync(app);
            var row = app.Submissions.Rows.Skip(before).SingleOrDefault();
            outcomes.Add(new Outcome(post.Kind, answer.Status, row?.State, row?.Error));
        }

        return outcomes;
    }

    private static string Report(IReadOnlyList<Outcome> wrong, int of) =>
        $"{wrong.Count} of {of}:\n" + string.Join('\n', wrong.Select(outcome => $"{outcome.Kind}: {outcome.Reason}"));

    private sealed record Outcome(string Kind, int Status, SubmissionState? State, string? Reason);
}
