using System.Text;
using BlueSky.Functions.Tests.Webhooks;
using CsCheck;

namespace BlueSky.Functions.Tests.Hostile;

/// <summary>What is signed is taken, whatever it holds; what is not is refused.</summary>
public sealed class HostileHookTests : IDisposable
{
    private static readonly Gen<string> Form = Gen.OneOf("Contact Us", "Newsletter", "Job Application");

    private static readonly Gen<(byte[] Body, IReadOnlyList<string> Typed)> Hooks = Gen.Select(
        Form, HostilePosts.Fields, Gen.Bool).Select((form, fields, escaped) => (
            Encoding.UTF8.GetBytes(WebflowApp.V2(
                form, Encoding.UTF8.GetString(HostileBodies.InJson(fields, escaped, mark: false)))),
            HostilePosts.TypedIn(fields)));

    private readonly HostileApps<WebflowApp> worlds = new(() => new WebflowApp(), app => app.App);
    private readonly WebflowApp webflow = new();
    private readonly WebhookApp sendGrid = new();

    public void Dispose()
    {
        worlds.Dispose();
        webflow.Dispose();
        sendGrid.Dispose();
    }

    [Fact]
    public Task What_Webflow_signs_is_stored_with_all_that_was_typed_or_says_that_it_was_cut() =>
        HoldAsync(Hooks.Select(hook => new Hook(hook.Body, hook.Typed)), async (hook, app) =>
        {
            await AssertTakenAsync(app, hook);

            var row = app.App.Submissions.Single;
            var kept = string.Join(
                '\n', [row.Name, row.Email, row.Phone, row.Message, .. row.Fields.Select(field => field.Value)]);
            var visible = HostileText.VisibleOf(kept);
            Assert.True(
                row.Error?.Contains("cut", StringComparison.Ordinal) == true
                || row.Fields is [{ Name: "_body" }]
                || hook.Typed.All(typed => HostileText.Holds(visible, typed)), $"{row.Error}: {kept}");
        });

    [Fact]
    public Task Whatever_Webflow_signs_is_taken() => HoldAsync(
        Hooks.SelectMany(hook => HostileBodies.Damaged(hook.Body)).Select(body => new Hook(body, [])),
        async (hook, app) =>
        {
            await AssertTakenAsync(app, hook);

            Assert.InRange(app.App.Submissions.Rows.Count, 0, 1);
        });

    [Fact]
    public async Task Whatever_SendGrid_signs_is_applied_or_malformed()
    {
        var notice = await sendGrid.NoticeAsync();
        var bounce = WebhookApp.Event("bounce", notice, ",\"type\":\"bounce\"");
        var whole = Encoding.UTF8.GetBytes($"[{WebhookApp.Event("delivered", notice)},{bounce}]");

        await HostileInputs.HoldAsync(
            Gen.Frequency((4, HostileBodies.Damaged(whole)), (1, HostileBodies.AnyJson))
                .Select(body => new Hook(body, [])),
            async hook =>
            {
                Assert.Contains((await sendGrid.PostBodyAsync(hook.Body)).Status, new[] { 200, 400 });
                sendGrid.App.Logs.Lines.Clear();
            });
    }

    [Fact]
    public Task What_nobody_signed_is_refused() => HostileInputs.HoldAsync(
        Gen.Select(HostileText.Any, HostileText.Any, HostileText.Any), async head =>
        {
            var (timestamp, signature, key) = head;
            string[] headers = [.. new[] { timestamp, signature }.Select(HostileText.VisibleOf)];

            var hook = await webflow.SendAsync(
                "POST", "{}"u8.ToArray(), headers[0], headers[1],
                $"?key={Uri.EscapeDataString(HostileText.VisibleOf(key))}");
            var events = await sendGrid.SendAsync("POST", "[]"u8.ToArray(), headers[0], headers[1]);

            Assert.Equal((401, 401), (hook.Status, events.Status));
        });

    private Task HoldAsync(Gen<Hook> hooks, Func<Hook, WebflowApp, Task> assert) =>
        HostileInputs.HoldAsync(hooks, hook => worlds.UseAsync(app => assert(hook, app)));

    private static async Task AssertTakenAsync(WebflowApp app, Hook hook)
    {
        Assert.Equal(200, (await app.PostAsync(hook.Body)).Status);
        Assert.DoesNotContain(
            app.App.Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private sealed record Hook(byte[] Body, IReadOnlyList<string> Typed)
    {
        public override string ToString() => HostilePost.Readable(Body);
    }
}
