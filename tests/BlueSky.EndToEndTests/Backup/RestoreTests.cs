using System.Net.Http.Json;
using Azure.Data.Tables;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;
using BlueSky.EndToEndTests.Tool;

namespace BlueSky.EndToEndTests.Backup;

/// <summary>The app exports its tables, they are damaged, and the operator's tool brings them back.</summary>
public sealed class RestoreTests
{
    private static readonly string[] Tables = ["Submissions", "Mails", "Recipients", "Desk"];

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task What_was_damaged_is_as_it_was_and_no_email_goes_out()
    {
        // SendGrid's events come when they come, and would change what is compared.
        await using var host = await LocalHost.StartAsync(new Dictionary<string, string> { ["events"] = "false" });
        string[] ids =
        [
            (await host.SendAsync(Post.Consultation(Some.Address()))).Id,
            (await host.SendAsync(Post.Consultation(Some.Address()).With("_gotcha", "filled"))).Id,
            (await host.SendAsync(Post.Subscribe(Some.Address()))).Id,
            (await host.SendAsync(Post.Consultation("").Without("email").With("phone", "505 555 0177"))).Id,
        ];
        await Task.WhenAll(ids.Select(id => host.SettledAsync(id)));
        var before = await RowsAsync(host);
        await ExportAsync(host);
        var mails = (await host.CapturedMail.AllAsync()).Count;

        var tables = new TableServiceClient(host.StorageConnectionString);
        await tables.DeleteTableAsync("Desk");
        await tables.DeleteTableAsync("Recipients");
        foreach (var mail in await host.Rows.OutboxOfAsync(ids[0]))
        {
            await tables.GetTableClient("Mails").DeleteEntityAsync(mail.PartitionKey, mail.RowKey);
        }

        var changed = (await host.Rows.FindAsync(ids[3]))!;
        changed["Message"] = "damaged";
        await host.Rows.WriteAsync("Submissions", changed);

        var asked = await host.UseAsync("restore", "--replace");
        Assert.Equal(3, asked.ExitCode);
        Assert.Contains("add --yes", asked.Sentences, StringComparison.Ordinal);
        Assert.NotEqual(before, await RowsAsync(host));

        var restored = await host.UseAsync("restore", "--replace", "--yes");

        Assert.Equal((0, ""), (restored.ExitCode, restored.Sentences));
        Assert.Equal(before, await RowsAsync(host));
        Assert.Equal(1, CountIn(restored, "Submissions", "replaced"));
        await host.SweepAsync();
        await host.SweepAsync();
        Assert.Equal(mails, (await host.CapturedMail.AllAsync()).Count);
        Assert.Equal(3, (await host.UseAsync("restore", "--replace", "--yes")).ExitCode);

        var listed = await host.UseAsync("restore", "--list");
        Assert.True(listed.Json[0].GetProperty("isComplete").GetBoolean());
        Assert.Contains(
            await host.Rows.AllAsync("Audit"),
            row => row.GetString("Command") == "restore" && row.GetString("Outcome") == "done"
                && row.GetString("Details") is { } details
                && details.Contains("replaced 1", StringComparison.Ordinal));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task An_export_that_was_killed_is_completed_by_the_next_run_without_a_gap_or_a_double_row()
    {
        await using var host = await LocalHost.StartAsync();
        var audit = new TableClient(host.StorageConnectionString, "Audit");
        await audit.CreateIfNotExistsAsync();
        foreach (var some in Enumerable.Range(0, 3_000).Chunk(100))
        {
            await audit.SubmitTransactionAsync(some.Select(i => new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity("2020-01", $"20200101T{i:D9}Z.00c0ffee"))));
        }

        await StartExportAsync(host);
        await Eventually.BecomesAsync(
            () => ExportsAsync(host), exports => exports.Contains("Submissions", StringComparison.Ordinal),
            "the first part is there");
        using (var worker = System.Diagnostics.Process.GetProcessById(await host.WorkerProcessIdAsync()))
        {
            worker.Kill();
            await worker.WaitForExitAsync();
        }

        await ExportAsync(host);

        var lost = await host.Rows.AllAsync("Audit");
        foreach (var some in lost.Where(row => row.PartitionKey == "2020-01").Chunk(100))
        {
            await audit.SubmitTransactionAsync(
                some.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row)));
        }

        var restored = await host.UseAsync("restore", "--yes");

        Assert.Equal(0, restored.ExitCode);
        Assert.Equal(3_000, CountIn(restored, "Audit", "restored"));
        Assert.Equal(
            3_000, (await host.Rows.AllAsync("Audit")).Count(row => row.PartitionKey == "2020-01"));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Without_an_export_one_sentence_says_so()
    {
        await using var host = await LocalHost.StartAsync();

        var none = await host.UseAsync("restore", "--yes");
        var noneOfThatDay = await host.UseAsync("restore", "--from", "2020-01-01", "--yes");

        Assert.Equal(
            (1, "There is no complete export. restore --list shows what there is."),
            (none.ExitCode, none.Sentences.Trim()));
        Assert.Equal(
            (1, "There is no export of 2020-01-01. restore --list shows what there is."),
            (noneOfThatDay.ExitCode, noneOfThatDay.Sentences.Trim()));
        Assert.Equal(3, (await host.UseAsync("restore", "--list")).ExitCode);
    }

    private static int CountIn(Used restored, string table, string count) =>
        restored.Json.GetProperty("tables").GetProperty(table).GetProperty(count).GetInt32();

    private static async Task StartExportAsync(LocalHost host)
    {
        using var response = await host.Http.PostAsJsonAsync("/admin/functions/backup", new { input = "" });
        Assert.Equal(202, (int)response.StatusCode);
    }

    // The worker may just be starting again.
    private static Task<string> ExportAsync(LocalHost host) => Eventually.BecomesAsync(
        async () =>
        {
            await StartExportAsync(host);
            return await ExportsAsync(host);
        },
        exports => exports.Contains("\"isComplete\": true", StringComparison.Ordinal), "the export is complete",
        withinSeconds: 60);

    private static async Task<string> ExportsAsync(LocalHost host) => (await host.UseAsync("restore", "--list")).Output;

    private static async Task<IReadOnlyList<string>> RowsAsync(LocalHost host)
    {
        var rows = new List<string>();
        foreach (var table in Tables)
        {
            rows.AddRange((await host.Rows.AllAsync(table)).Select(row => $"{table} " + string.Join(", ", row
                .Where(column => column.Key is not ("odata.etag" or "Timestamp" or "Write" or "Changes"))
                .Where(column => column.Value is not (null or ""))
                .OrderBy(column => column.Key, StringComparer.Ordinal)
                .Select(column => $"{column.Key}={(column.Value is DateTimeOffset at ? $"{at:O}" : column.Value)}"))));
        }

        return rows;
    }
}
