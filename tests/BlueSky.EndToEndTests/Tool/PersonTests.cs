using Azure.Data.Tables;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Tool;

/// <summary>What an operator does about one person, and what the audit says of it.</summary>
[Collection(nameof(FaultyMailHost))]
public sealed class PersonTests(FaultyMailHost faulty)
{
    private readonly LocalHost host = faulty.Host;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_submission_is_shown_with_its_mails_and_its_text_as_it_was_sent()
    {
        var id = await SettledAsync(Post.Consultation(Some.Address()).With("message", "Zoë wrote: \"please\" 🙂"));

        var used = await host.UseAsync("show", id);

        Assert.Equal(0, used.ExitCode);
        Assert.Contains("\"message\": \"Zoë wrote: \\\"please\\\" 🙂\"", used.Output, StringComparison.Ordinal);
        var record = used.Json.GetProperty("submissions")[0];
        Assert.Equal("processed", record.GetProperty("submission").GetProperty("state").GetString());
        Assert.Equal(3, record.GetProperty("mails").GetArrayLength());
        Assert.Equal(
            """{"state":"new","changes":0}""",
            string.Concat(record.GetProperty("submission").GetProperty("handling").ToString()
                .Where(c => !char.IsWhiteSpace(c))));
        Assert.Equal(0, record.GetProperty("history").GetArrayLength());
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task What_is_held_about_a_person_is_exported_and_then_erased_from_every_table()
    {
        var address = Some.Address();
        var phone = $"505{Some.Token().Sum(c => c) % 9000 + 1000}{TimeProvider.System.GetTimestamp() % 9000 + 1000}";
        var requested = await SettledAsync(Post.Consultation(address).With("phone", $"+{phone}"));
        var subscribed = await SettledAsync(Post.Subscribe(address.ToUpperInvariant()));
        var byPhone = await SettledAsync(
            Post.Consultation("").Without("email").With("phone", phone).With("message", "Please call."));

        var exported = await host.UseAsync("export", "--email", address);
        var exportedByPhone = await host.UseAsync("export", "--phone", phone);
        var exportedSender = await host.UseAsync("export", "--submission", requested, "--person");
        var declined = await host.UseAsync("erase", "--email", address);
        var erased = await host.UseAsync("erase", "--submission", requested, "--person", "--yes");
        var nothing = await host.UseAsync("erase", "--email", address, "--yes");

        Assert.Equal(new HashSet<string> { requested, subscribed }, Ids(exported));
        Assert.Equal(new HashSet<string> { requested, byPhone }, Ids(exportedByPhone));
        Assert.Equal(new HashSet<string> { requested, subscribed, byPhone }, Ids(exportedSender));
        Assert.Equal(1, exported.Json.GetProperty("recipients").GetArrayLength());
        var consent = exported.Json.GetProperty("recipients")[0].GetProperty("consent");
        Assert.Equal(
            ("Subscribe for free resources & news updates", "1", subscribed),
            (consent.GetProperty("text").GetString(), consent.GetProperty("version").GetString(),
                consent.GetProperty("submissionId").GetString()));
        Assert.Equal(
            (0, 0, 0, 3, 0, 3),
            (exported.ExitCode, exportedByPhone.ExitCode, exportedSender.ExitCode, declined.ExitCode, erased.ExitCode,
                nothing.ExitCode));
        Assert.Equal(8, erased.Json.GetProperty("mails").GetInt32());

        var key = exported.Json.GetProperty("recipients")[0].GetProperty("key").GetString()!;
        var left = Assert.Single(await host.Rows.AllAsync("Recipients"), row => row.RowKey == key);
        Assert.Equal("none", left.GetString("State"));
        foreach (var table in new[] { "Submissions", "Desk", "Mails", "Recipients", "Audit" })
        {
            Assert.All(await host.Rows.AllAsync(table), row =>
            {
                Assert.DoesNotContain(address, TextOf(row), StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(phone, TextOf(row), StringComparison.Ordinal);
            });
        }

        Assert.DoesNotContain(await host.Rows.AllAsync("Submissions"), row => row.RowKey.Contains(requested));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Somebody_elses_submission_is_exported_by_its_reference_and_loses_the_address_alone()
    {
        var (address, friend) = (Some.Address(), Some.Address());
        var named = await SettledAsync(Post.Consultation(friend)
            .With("message", $"My sister Ada <{address.ToUpperInvariant()}> was here. 🙂")
            .With("spouse", $"{address}; x"));
        var before = Assert.Single(await host.Rows.AllAsync("Submissions"), row => row.RowKey == named);

        var exported = await host.UseAsync("export", "--email", $"Ada <{address}>");
        var erased = await host.UseAsync("erase", "--email", address, "--yes");
        var again = await host.UseAsync("export", "--email", address);

        Assert.Equal((0, 0, 3), (exported.ExitCode, erased.ExitCode, again.ExitCode));
        Assert.Empty(Ids(exported));
        var mention = Assert.Single(exported.Json.GetProperty("mentions").EnumerateArray());
        Assert.Equal(
            $$"""{"id":"{{named}}","day":"{{before.PartitionKey}}"}""",
            string.Concat(mention.ToString().Where(c => !char.IsWhiteSpace(c))));
        Assert.DoesNotContain(friend, exported.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(named, erased.Json.GetProperty("redacted")[0].GetString());

        var after = Assert.Single(await host.Rows.AllAsync("Submissions"), row => row.RowKey == named);
        Assert.Equal("My sister Ada <[erased]> was here. 🙂", after.GetString("Message"));
        Assert.Equal("""{"spouse":"[erased]; x"}""", after.GetString("Fields"));
        Assert.Equal(
            before.Where(IsKept).Select(column => $"{column.Key}={column.Value}").Order(),
            after.Where(IsKept).Select(column => $"{column.Key}={column.Value}").Order());
        var entry = Assert.Single(
            await host.Rows.AllAsync("Audit"),
            row => row.GetString("Redacted") == named && row.GetString("Outcome") == "done");
        Assert.Equal(("", 1), (entry.GetString("Submissions"), entry.GetInt32("RedactedCount")));

        static bool IsKept(KeyValuePair<string, object> column) =>
            column.Key is not ("Message" or "Fields" or "Changes" or "Write" or "Timestamp" or "odata.etag");
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_submission_can_be_erased_alone()
    {
        var address = Some.Address();
        var one = await SettledAsync(Post.Consultation(address).With("message", "one"));
        var other = await SettledAsync(Post.Consultation(address).With("message", "other"));

        var erased = await host.UseAsync("erase", "--submission", one, "--yes");
        var exported = await host.UseAsync("export", "--email", address);

        Assert.Equal(0, erased.ExitCode);
        Assert.Equal(other, Assert.Single(Ids(exported)));
        Assert.Equal(address, exported.Json.GetProperty("recipients")[0].GetProperty("email").GetString());
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_suppression_is_lifted()
    {
        var address = Some.Address();
        await SettledAsync(Post.Consultation(address));
        var shown = await host.UseAsync("show", "--email", address);
        var key = shown.Json.GetProperty("recipients")[0].GetProperty("key").GetString()!;
        await host.Rows.WriteAsync("Recipients", new TableEntity(key[..2], key)
        {
            ["State"] = "suppressed", ["SuppressedReason"] = "bounce: 550", ["SuppressedAt"] = DateTimeOffset.UnixEpoch,
        });

        var lifted = await host.UseAsync("lift-suppression", "--email", address);
        var again = await host.UseAsync("lift-suppression", "--email", address);

        Assert.Equal((0, 3), (lifted.ExitCode, again.ExitCode));
        Assert.Contains("SendGrid has its own lists", lifted.Sentences, StringComparison.Ordinal);
        var row = Assert.Single(await host.Rows.AllAsync("Recipients"), row => row.RowKey == key);
        Assert.Equal("none", row.GetString("State"));
        Assert.NotNull(row.GetDateTimeOffset("SuppressionLiftedAt"));
        Assert.Null(row.GetString("SuppressedReason"));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Every_use_is_in_the_audit_with_who_what_when_and_its_outcome()
    {
        var who = $"nurse {Some.Token()}";
        var id = await SettledAsync(Post.Consultation(Some.Address()));

        await host.UseAsync("show", id, "--as", who);
        await host.UseAsync("export", "--phone", "999 555 0199", "--as", who);

        var entries = (await host.Rows.AllAsync("Audit")).Where(row => row.GetString("Who") == who).ToList();
        Assert.Equal(["show", "show", "export", "export"], entries.Select(row => row.GetString("Command")));
        Assert.Equal(["begun", "done", "begun", "nothing"], entries.Select(row => row.GetString("Outcome")));
        Assert.Equal([$"{entries[0].RowKey}.end", $"{entries[2].RowKey}.end"], [entries[1].RowKey, entries[3].RowKey]);
        Assert.Equal([id, id], entries.Take(2).Select(row => row.GetString("Subject")));
        Assert.Matches(@"\Aphone [0-9a-f]{12}\z", entries[2].GetString("Subject"));
        Assert.Equal(["", id, "", ""], entries.Select(row => row.GetString("Submissions")));
        Assert.InRange(
            TimeProvider.System.GetUtcNow() - entries[0].GetDateTimeOffset("At")!.Value,
            TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.StartsWith($"{entries[0].PartitionKey.Replace("-", "")}", entries[0].RowKey, StringComparison.Ordinal);
    }

    private static HashSet<string> Ids(Used used) =>
        [.. used.Json.GetProperty("submissions").EnumerateArray()
            .Select(record => record.GetProperty("submission").GetProperty("id").GetString()!)];

    private static string TextOf(TableEntity row) => string.Join('\n', row.Select(column => $"{column.Value}"));

    private async Task<string> SettledAsync(Post post)
    {
        var answer = await host.SendAsync(post);
        Assert.Equal(200, answer.Code);
        await host.SettledAsync(answer.Id);
        return answer.Id;
    }
}
