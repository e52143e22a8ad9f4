using System.Net;
using System.Text.Json;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Component;
using CsCheck;

namespace BlueSky.Functions.Tests.Hostile;

/// <summary>
/// Whatever is posted to a form: it is stored or refused, with everything that was typed, and never an error of the
/// app's own.
/// </summary>
public sealed class HostilePostTests : IDisposable
{
    // The limit goes by the machine's clock.
    private readonly HostileApps<TestApp> worlds =
        new(() => new TestApp(new() { ["Limits:PostsPerMinute"] = "0" }), app => app);

    // What is refused as spam has no id.
    private readonly HostileApps<TestApp> mildApps =
        new(() => new TestApp(new() { ["Limits:PostsPerMinute"] = "0", ["Spam:RefuseAt"] = "0" }), app => app);

    private static readonly string[] Codes =
    [
        "MALFORMED", "EMPTY", "ORIGIN_NOT_ALLOWED", "BLOCKED", "CHALLENGE_FAILED", "FORM_NOT_FOUND",
        "REQUIRED_FIELD_MISSING", "REQUIRED_FIELD_EMPTY", "TYPE_EMAIL", "TYPE_PHONE", "TOO_LONG", "NO_FILE_UPLOADS",
        "UNSUPPORTED_MEDIA_TYPE",
    ];

    public void Dispose()
    {
        worlds.Dispose();
        mildApps.Dispose();
    }

    [Fact]
    public Task What_was_typed_is_stored_or_shown_again() => HoldAsync(HostilePosts.Whole, worlds, async (post, app) =>
    {
        var answer = await post.SendAsync(app);

        AssertSane(post, answer, app);
        var kept = app.Submissions.Rows is [var row]
            ? string.Join(
                '\n', [row.Name, row.Email, row.Phone, row.Message, .. row.Fields.Select(field => field.Value)])
            // Refused in JSON, the script still has what was typed; too much was not read.
            : post.AsksForJson || answer.Status is 400 or 413 || post.Body.Length > BodyReader.MaxBytes ? null
            : WebUtility.HtmlDecode(answer.Body);
        if (kept is not null)
        {
            var visible = HostileText.VisibleOf(kept);
            Assert.All(post.Typed!, typed => Assert.True(
                HostileText.Holds(visible, typed), $"{answer.Status} lost: {ExtraFields.Cut(typed, 100)}"));
        }

        // What got past the endpoint must not turn out to be poison behind it.
        await app.ProcessQueueAsync();
        Assert.DoesNotContain(app.Submissions.Rows, stored => stored.State == SubmissionState.Failed);

        // Only what has nothing in it, or more than is taken, is refused without showing it again.
        Assert.True(
            answer.Status != 400 || post.Typed!.All(typed => HostileText.VisibleOf(typed).Length == 0), answer.Body);
        Assert.True(answer.Status != 413 || post.Body.Length > BodyReader.MaxBytes, "Refused as too large, and is not");
    });

    [Fact]
    public Task What_is_broken_is_read_or_refused() => HoldAsync(HostilePosts.Broken, worlds, async (post, app) =>
        AssertSane(post, await post.SendAsync(app), app));

    [Fact]
    public Task The_same_content_has_the_same_id_whoever_posts_it() =>
        HoldAsync(HostilePosts.Whole, mildApps, async (whole, app) =>
        {
            var post = whole with { AsksForJson = true, Origin = null };

            var first = IdIn(await post.SendAsync(app));
            var second = IdIn(await post.SendAsync(app, "198.51.100.7"));
            var row = app.Submissions.Rows.SingleOrDefault();
            await HostileApps<TestApp>.EmptyAsync(app);
            var suspect = IdIn(await post.SendAsync(app, "2001:db8::1", driven: true));

            Assert.Equal((first, first, first), (second, suspect, row?.Id));
            Assert.Equal(first is null ? 0 : 1, app.Submissions.Rows.Count);
        });

    private static Task HoldAsync(
        Gen<HostilePost> posts, HostileApps<TestApp> worlds, Func<HostilePost, TestApp, Task> assert) =>
        HostileInputs.HoldAsync(posts, post => worlds.UseAsync(app => assert(post, app)));

    private static void AssertSane(HostilePost post, FormClient.Response answer, TestApp app)
    {
        Assert.InRange(answer.Status, 200, 499);
        Assert.DoesNotContain(app.Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal)
            || line.StartsWith("Critical", StringComparison.Ordinal));
        var isAccepted = answer.Status is 200 or 303;
        Assert.Equal(isAccepted ? 1 : 0, app.Submissions.Rows.Count);
        if (!post.AsksForJson)
        {
            Assert.Equal(isAccepted, answer.Status == 303);
            return;
        }

        using var json = JsonDocument.Parse(answer.Body);
        Assert.Equal(isAccepted, json.RootElement.GetProperty("ok").GetBoolean());
        if (isAccepted)
        {
            Assert.Equal(app.Submissions.Single.Id, json.RootElement.GetProperty("id").GetString());
        }
        else
        {
            Assert.All(json.RootElement.GetProperty("errors").EnumerateArray(), error =>
                Assert.Contains(error.GetProperty("code").GetString(), Codes));
        }
    }

    private static string? IdIn(FormClient.Response answer)
    {
        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.TryGetProperty("id", out var id) ? id.GetString() : null;
    }
}
