using System.Net;
using BlueSky.Functions.Imports;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.FrontDesk;

namespace BlueSky.Functions.Tests.Imports;

public sealed class ImportPageTests : IDisposable
{
    private const string Path = "/staff/subscribers/import";

    private readonly DeskApp desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task A_manager_uploads_a_file_sees_what_it_would_do_and_starts_it()
    {
        desk.App.Know("known@example.org", SubscriptionState.Confirmed);
        var kim = await desk.SignInAsync(DeskApp.Kim);

        var preview = await PreviewAsync(kim, "ada@example.org\neve@example.org\nknown@example.org\nmaria at example\n");
        var started = await StartAsync(kim, ("source", " Paper\tlist "), ("asked", "1"), ("confirm", "already"));
        await desk.App.RunImportsAsync();

        Assert.Contains("contacts.csv", preview, StringComparison.Ordinal);
        Assert.Contains("maria at example", preview, StringComparison.Ordinal);
        Assert.Equal((303, $"{Path}?import={Import.Id}"), (started.Status, started.Headers.Location.ToString()));
        Assert.Equal(3, desk.App.Recipients.Rows.Count(row => row.State == SubscriptionState.Confirmed));
        Assert.Equal("Paper list", (await desk.App.FindAsync("ada@example.org"))!.Source);
        Assert.Equal(200, (await kim.GetAsync($"{Path}?import={Import.Id}")).Status);
    }

    [Fact]
    public async Task Each_use_is_in_the_audit_with_counts_and_without_an_address()
    {
        var kim = await desk.SignInAsync(DeskApp.Kim);
        await PreviewAsync(kim, "ada@example.org\nmaria at example\n");
        await StartAsync(kim, ("source", "Paper list"), ("asked", "1"), ("confirm", "ask"));

        var entries = desk.App.Externals.Audit.Entries.Where(entry => entry.Command.Contains("import")).ToList();

        Assert.Equal(
            [
                ("staff import start", Import.Id, "1 addresses, 1 to add, ask"),
                ("staff import upload", Import.Id, "1 addresses, 1 unreadable lines"), ("staff import view", Import.Id, null),
            ],
            entries.OrderBy(entry => entry.Command, StringComparer.Ordinal).Select(entry => (entry.Command, entry.Subject, entry.Details)));
        Assert.All(entries, entry => Assert.Equal(DeskApp.Kim, entry.Who));
    }

    [Fact]
    public async Task What_is_not_filled_in_is_asked_for_and_nothing_starts()
    {
        var kim = await desk.SignInAsync(DeskApp.Kim);
        await PreviewAsync(kim, "ada@example.org\n");

        var pages = new[]
        {
            await StartAsync(kim, ("source", "  "), ("asked", "1"), ("confirm", "already")),
            await StartAsync(kim, ("source", new string('x', 201)), ("asked", "1"), ("confirm", "already")),
            await StartAsync(kim, ("source", "Paper list"), ("confirm", "already")),
            await StartAsync(kim, ("source", "Paper list"), ("asked", "1"), ("confirm", "perhaps")),
        };

        Assert.All(pages, page => Assert.Equal(422, page.Status));
        Assert.Equal(ImportState.Preview, Import.State);
    }

    [Fact]
    public async Task A_second_click_starts_nothing_twice()
    {
        var kim = await desk.SignInAsync(DeskApp.Kim);
        await PreviewAsync(kim, "ada@example.org\n");
        await StartAsync(kim, ("source", "Paper list"), ("asked", "1"), ("confirm", "already"));

        var again = await StartAsync(kim, ("source", "Other"), ("asked", "1"), ("confirm", "already"));

        Assert.Equal(303, again.Status);
        Assert.Equal("Paper list", Import.Source);
        Assert.Single(desk.App.Externals.ImportQueue.Take());
    }

    [Theory]
    [InlineData("", "no lines")]
    [InlineData("PK\u0003\u0004", "no CSV file")]
    [InlineData("Name\nAda", "no email address")]
    public async Task A_file_that_is_no_list_is_refused_with_a_sentence(string file, string sentence)
    {
        var kim = await desk.SignInAsync(DeskApp.Kim);

        var page = await kim.UploadAsync(Path, file);

        Assert.Equal(422, page.Status);
        Assert.Contains(sentence, WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
        Assert.Empty(desk.App.Externals.Imports.Rows);
    }

    [Fact]
    public async Task Without_a_file_the_page_asks_for_one()
    {
        var kim = await desk.SignInAsync(DeskApp.Kim);

        Assert.Equal(422, (await kim.UploadAsync(Path, "", fileName: "")).Status);
    }

    [Fact]
    public async Task Nothing_of_a_file_is_read_before_its_token()
    {
        var kim = await desk.SignInAsync(DeskApp.Kim);
        var token = DeskVisitor.FieldIn(await kim.GetAsync("/staff"), "csrf");

        var page = await kim.SendAsync(
            "POST", Path,
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nada@example.org\r\n"
            + $"--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--b--\r\n",
            contentType: "multipart/form-data; boundary=b");

        Assert.Equal(403, page.Status);
        Assert.Empty(desk.App.Externals.Imports.Rows);
    }

    [Fact]
    public async Task A_files_path_is_not_kept()
    {
        var kim = await desk.SignInAsync(DeskApp.Kim);

        await kim.UploadAsync(Path, "ada@example.org", "C:\\Users\\kim\\cleaned_list.csv");

        Assert.Equal(("cleaned_list.csv", 1), (Import.FileName, Import.Expected.Restricted));
    }

    private Import Import => desk.App.Externals.Imports.Single;

    private static async Task<string> PreviewAsync(DeskVisitor kim, string file)
    {
        var uploaded = await kim.UploadAsync(Path, file);
        Assert.Equal(303, uploaded.Status);
        return WebUtility.HtmlDecode((await kim.GetAsync(uploaded.Headers.Location.ToString())).Body);
    }

    private Task<FormClient.Response> StartAsync(DeskVisitor kim, params (string Name, string Value)[] fields) =>
        kim.PostAsync(Path, [.. fields, ("import", Import.Id)]);
}
