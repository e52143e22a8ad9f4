using Azure.Data.Tables;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Tool;

/// <summary>What was given up goes out after all.</summary>
[Collection(nameof(FaultyMailHost))]
public sealed class RequeueTests(FaultyMailHost faulty)
{
    private readonly LocalHost host = faulty.Host;

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData(400, "failed")]
    [InlineData(401, "parked")]
    public async Task A_mail_that_SendGrid_did_not_take_goes_out_when_it_is_requeued(int status, string state)
    {
        await host.PlanFaultsAsync(new { status });
        var id = (await host.SendAsync(Post.Consultation(Some.Address()))).Id;
        var given = await Eventually.BecomesAsync(
            () => host.Rows.OutboxOfAsync(id),
            outbox => outbox.Count(IsAccepted) == 2 && outbox.Any(mail => mail.GetString("State") == state),
            $"one mail of {id} is {state} and two are accepted");
        var wanted = given.Single(mail => mail.GetString("State") == state).RowKey;

        var used = await host.UseAsync("requeue", id.ToLowerInvariant());

        Assert.Equal(0, used.ExitCode);
        Assert.Equal(wanted, used.Json[0].GetProperty("mails")[0].GetString());
        Assert.Equal(3, (await host.SettledAsync(id)).Mails.Count);

        var again = await host.UseAsync("requeue", id);

        Assert.Equal(3, again.ExitCode);
        Assert.Contains("nothing to requeue", again.Sentences, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_submission_that_was_given_up_is_processed_from_the_start()
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = $"BSK-{Group()}-{Group()}";
        var address = Some.Address();
        await host.Rows.WriteAsync("Submissions", new TableEntity($"{now:yyyy-MM-dd}", id)
        {
            ["Hash"] = Some.Token(), ["Form"] = "consultation", ["State"] = "failed", ["ReceivedAt"] = now,
            ["Email"] = address, ["Name"] = "Ada", ["Fields"] = "{}", ["Attempts"] = 1, ["Error"] = "failed too often",
        });

        var used = await host.UseAsync("requeue", id);

        Assert.Equal(0, used.ExitCode);
        Assert.Equal("received", used.Json[0].GetProperty("state").GetString());
        var processed = await Eventually.BecomesAsync(
            () => host.SettledAsync(id), seen => seen["State"] == "processed", $"{id} is processed");
        Assert.Equal("", processed["Error"]);
        Assert.Equal(
            [
                $"consultation-received to {address}", $"staff-notice to {TestSettings.FirstStaff}",
                $"staff-notice to {TestSettings.SecondStaff}",
            ],
            processed.Deliveries);
    }

    private static bool IsAccepted(TableEntity mail) => mail.GetString("State") is "accepted" or "delivered";

    private static string Group() =>
        string.Concat(Some.Token()[..4].Select(digit => "ABCDEFGHJKMNPQRS"[Convert.ToInt32($"{digit}", 16)]));
}
