using BlueSky.Functions.Operations;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Requests;

/// <summary>What staff do with requests.</summary>
internal sealed class RequestApp(TestApp app)
{
    public const string Rosa = "rosa@clinic.example";
    public const string Ben = "ben@clinic.example";

    /// <summary>The request, if there is one.</summary>
    public Submission Request => app.Submissions.Single;

    public string State => Request.IsHeldBack ? "held back" : Request.Handling.State!.Value.ToColumn();

    /// <summary>What is on the index, by the id and the place on the list.</summary>
    public IReadOnlyList<(string Id, RequestGroup Group)> List =>
        [.. app.Requests.Lines.Select(line => (line.Key.Id, line.GroupAt(app.Clock.GetUtcNow())))];

    public Task<string> AcceptHeldBackAsync(string email = "ada@example.org", string phone = "505 555 0100") =>
        app.AcceptAsync(
            "consultation", ("name", "Ada"), ("email", email), ("phone", phone), ("_gotcha", "x"));

    /// <param name="id">Null for the only request.</param>
    public Task<RequestChangeResult> DoAsync(
        RequestAction action, string by = Rosa, int? version = null, string? note = null, DateTimeOffset? again = null,
        string? id = null) =>
        app.Get<RequestActions>().ApplyAsync(
            id is null ? Request.Key : app.Submissions.Rows.Single(row => row.Id == id).Key,
            version, new RequestChange(action, by, note, again), CancellationToken.None);

    public async Task<IReadOnlyList<RequestEvent>> HistoryAsync() =>
        await app.Get<IRequestStore>().ReadHistoryAsync(Request.Key, CancellationToken.None).ToListAsync();
}
