using System.Text;
using Azure.Data.Tables;
using BlueSky.EndToEndTests.Browser;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Tool;
using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.FrontDesk;

/// <summary>Subscribers from a file, in a browser and by the operator's tool.</summary>
[Collection(nameof(FrontDeskHost))]
public sealed class ImportTests(FrontDeskHost desk, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string Columns =
        "\"Email Address\",\"First Name\",\"Last Name\",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,UNSUB_TIME,LEID,EUID\n";

    private readonly LocalHost host = desk.Host;

    [BrowserTheory]
    [InlineData(390, false)]
    [InlineData(1280, true)]
    public async Task A_manager_adds_the_people_of_a_Mailchimp_export_who_want_email(int width, bool javaScript)
    {
        var (added, left) = (Some.Address(), Some.Address());
        await using var visit = await browser.VisitAsync(
            new Uri(host.Address, "/staff/subscribers/import"), javaScript, width);
        await visit.SignInAsync(host, FrontDeskHost.Rosa);

        await visit.Page.GetByLabel("A file with email addresses").SetInputFilesAsync(new FilePayload
        {
            Name = "subscribed_email_audience_export_1a10653875.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes(
                $"{Columns}{added},Ada,Lovelace,2,\"2019-03-16 14:40:47\",192.0.2.1,,,1,a\n"
                + $"{left},Eve,,2,\"2019-03-16 14:40:47\",,,\"2022-05-01 10:00:00\",2,b\n,Tom,,2,,,,,3,c\n"),
        });
        await visit.PressAsync("Check this file");
        await visit.SeesAsync("Check before you add");
        await visit.SeesAsync("1 line we cannot read");
        Assert.Null(await host.Rows.RecipientAsync(added));
        Assert.Equal(0, await visit.Page.OverflowAsync());

        await visit.PressAsync("Add 1 person");
        await visit.SeesAsync("Something is missing");
        await visit.Page.GetByLabel("Where did they sign up?").FillAsync("Paper list, January 2026");
        await visit.Page.GetByLabel("Yes, each of them asked for email from us.").CheckAsync();
        await visit.Page.GetByLabel("As they are.").CheckAsync();
        await visit.PressAsync("Add 1 person");
        var id = new Uri(visit.Page.Url).Query.Split('=')[1];
        await Eventually.BecomesAsync(
            () => host.Rows.AllAsync("Imports"),
            rows => rows.Any(row => row.PartitionKey == id && row.GetString("State") == "done"), "the import is done");
        await visit.Page.ReloadAsync();
        await visit.SeesAsync("subscribed_email_audience_export_1a10653875.csv is done");

        var confirmed = (await host.Rows.RecipientAsync(added))!;
        Assert.Equal(
            ("confirmed", "Paper list, January 2026"), (confirmed.GetString("State"), confirmed.GetString("Source")));
        Assert.Equal(
            "Paper list, January 2026 (subscribed_email_audience_export_1a10653875.csv)",
            confirmed.GetString("ConsentText"));
        Assert.Equal("unsubscribed", (await host.Rows.RecipientAsync(left))!.GetString("State"));
        Assert.DoesNotContain(await host.CapturedMail.AllAsync(), mail => mail.To == added || mail.To == left);
        Assert.DoesNotContain(
            await host.Rows.AllAsync("Imports"),
            row => row.PartitionKey == id && row.RowKey.StartsWith("chunk", StringComparison.Ordinal));
        // The answer to the form that was not filled in.
        Assert.All(visit.Complaints, complaint => Assert.Contains("422", complaint, StringComparison.Ordinal));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task The_tool_adds_people_who_are_asked_first()
    {
        var address = Some.Address();
        using var folder = new DataFolder();
        var file = Path.Combine(folder.Path, "contacts.csv");
        await File.WriteAllTextAsync(file, $"Name;E-Mail\r\nZoë;{address}\r\nTom;tom at example\r\n", Encoding.Latin1);
        string[] import = ["import", "--file", file, "--source", "Paper list", "--asked", "--confirm", "ask"];

        var declined = await host.UseAsync(import);
        var used = await host.UseAsync([.. import, "--yes"]);

        Assert.Equal(3, declined.ExitCode);
        Assert.Contains("1 to add", declined.Sentences, StringComparison.Ordinal);
        Assert.Equal(0, used.ExitCode);
        Assert.Equal("preview", used.Json.GetProperty("state").GetString());
        Assert.Equal(3, used.Json.GetProperty("unreadable")[0].GetProperty("number").GetInt32());
        await StateBecomesAsync(address, "pending");
        await Eventually.BecomesAsync(
            host.CapturedMail.AllAsync,
            mails => mails.Any(mail => mail.To == address && mail.Template == "subscribe-confirm"), "the person is asked");
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Who_is_erased_while_others_are_asked_is_gone_from_the_file()
    {
        // Ten are asked in a minute.
        string[] addresses = [.. Enumerable.Range(0, 30).Select(_ => Some.Address())];
        using var folder = new DataFolder();
        var file = Path.Combine(folder.Path, "contacts.csv");
        await File.WriteAllLinesAsync(file, ["Email", .. addresses]);
        await host.UseAsync(
            "import", "--file", file, "--source", "Paper list", "--asked", "--confirm", "ask", "--yes");
        var asked = await Eventually.BecomesAsync(
            async () => (await host.Rows.AllAsync("Recipients")).Select(row => row.GetString("Email"))
                .Intersect(addresses).ToList(),
            asked => asked.Count > 0, "someone is asked");
        var waiting = addresses.Except(asked).Last();

        var exported = await host.UseAsync("export", "--email", waiting);
        var erased = await host.UseAsync("erase", "--email", waiting, "--yes");

        Assert.Equal((0, 0), (exported.ExitCode, erased.ExitCode));
        var line = Assert.Single(exported.Json.GetProperty("waiting").EnumerateArray());
        Assert.Equal(waiting, line.GetProperty("email").GetString());
        Assert.Equal(1, erased.Json.GetProperty("waiting").GetInt32());
        var left = string.Join(
            ' ', (await host.Rows.AllAsync("Imports")).SelectMany(row => row.Select(column => column.Value)));
        Assert.DoesNotContain(waiting, left, StringComparison.OrdinalIgnoreCase);
        Assert.All(addresses.Except([waiting]), address => Assert.Contains(address, left, StringComparison.Ordinal));
    }

    private Task<TableEntity> StateBecomesAsync(string address, string state) => Eventually.BecomesAsync(
        async () => (await host.Rows.RecipientAsync(address))!, row => row?.GetString("State") == state,
        $"an imported address is {state}");
}
