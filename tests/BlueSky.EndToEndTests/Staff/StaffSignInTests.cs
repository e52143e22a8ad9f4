using Azure.Data.Tables;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Tool;

namespace BlueSky.EndToEndTests.Staff;

/// <summary>The sign-in as it is deployed: real HTTP, real storage, the email out of the SendGrid stand-in.</summary>
[Collection(nameof(DefaultsHost))]
public sealed class StaffSignInTests(DefaultsHost defaults) : IDisposable
{
    private readonly LocalHost host = defaults.Host;
    private readonly StaffVisitor visitor = new(defaults.Host);

    public void Dispose() => visitor.Dispose();

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_listed_person_signs_in_with_the_emailed_code_and_the_session_can_be_revoked()
    {
        var signedIn = await visitor.SignInAsync(TestSettings.FirstStaff);
        var code = (await host.CapturedMail.CodesToAsync(TestSettings.FirstStaff))[^1];

        Assert.Equal((303, "/staff"), (signedIn.Status, signedIn.Location));
        Assert.Equal((303, "/staff"), await StatusOfSignInAsync());
        var session = Assert.Single(
            visitor.Cookies.GetCookies(host.Address), cookie => cookie.Name == "bluesky-session");

        await RevokeAllAsync();
        var over = await visitor.GetAsync("/staff/sign-in");
        Assert.Equal(200, over.Status);
        Assert.Contains("Please sign in again.", over.Body, StringComparison.Ordinal);

        Assert.DoesNotContain(code, host.Logs, StringComparison.Ordinal);
        Assert.DoesNotContain(session.Value, host.Logs, StringComparison.Ordinal);
        Assert.DoesNotContain(TestSettings.FirstStaff, host.LogsSinceReady, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_cookies_say_who_may_see_them()
    {
        await visitor.SignInAsync(TestSettings.SecondStaff);

        Assert.Equal(
            [
                "bluesky-browser; max-age=86400; path=/; samesite=strict; httponly",
                "bluesky-device; max-age=31536000; path=/; samesite=strict; httponly",
                "bluesky-session; path=/; samesite=lax; httponly",
            ],
            visitor.SetCookies.Where(cookie => !cookie.Contains("expires=", StringComparison.Ordinal))
                .Select(cookie => $"{cookie.Split('=')[0]};{cookie[(cookie.IndexOf(';') + 1)..]}")
                .Distinct().Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task An_address_that_is_not_listed_gets_the_same_answer_and_no_email()
    {
        var stranger = Some.Address();
        using var other = new StaffVisitor(host);
        var before = (await host.CapturedMail.CodesToAsync(TestSettings.FirstStaff)).Count;

        var (listed, unlisted) = (await visitor.AskAsync(TestSettings.FirstStaff), await other.AskAsync(stranger));

        Assert.Equal(
            (listed.Status, listed.Location, listed.Body), (unlisted.Status, unlisted.Location, unlisted.Body));
        Assert.Equal(Names(listed), Names(unlisted));
        await Eventually.BecomesAsync(
            () => host.CapturedMail.CodesToAsync(TestSettings.FirstStaff), codes => codes.Count > before, "a code");
        await Eventually.BecomesAsync(
            () => host.Rows.AllAsync("Submissions"),
            rows => rows.Where(row => row.GetString("Form") == "sign-in")
                .All(row => row.GetString("State") == "processed"),
            "all requests for codes processed");
        Assert.Empty(await host.CapturedMail.ToAsync(stranger));
        Assert.Equal(422, (await other.SubmitAsync("/staff/code", ("code", "1234 5678"))).Status);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_tool_makes_a_code_when_email_is_down()
    {
        await visitor.AskAsync(TestSettings.FirstStaff);

        var used = await host.UseAsync("code", "--for", "Front-Desk@clinic.example");

        Assert.Equal(0, used.ExitCode);
        Assert.Matches(@"^\d{4} \d{4}$", used.Json.GetProperty("code").GetString());
        var signedIn = await visitor.SubmitAsync("/staff/code", ("code", used.Json.GetProperty("code").GetString()!));
        Assert.Equal((303, "/staff"), (signedIn.Status, signedIn.Location));
    }

    private async Task<(int Status, string? Location)> StatusOfSignInAsync()
    {
        var answer = await visitor.GetAsync("/staff/sign-in");
        return (answer.Status, answer.Location);
    }

    private async Task RevokeAllAsync()
    {
        var table = new TableServiceClient(host.StorageConnectionString).GetTableClient("Sessions");
        await foreach (var session in table.QueryAsync<TableEntity>("PartitionKey eq 'session'"))
        {
            await table.DeleteEntityAsync(session);
        }
    }

    private static IEnumerable<string> Names(StaffAnswer answer) => answer.Headers.Keys.Order(StringComparer.Ordinal);
}
