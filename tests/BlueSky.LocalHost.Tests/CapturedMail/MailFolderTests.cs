using System.Text.Json;
using BlueSky.LocalHost.CapturedMail;
using BlueSky.LocalHost.Settings;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.LocalHost.Tests.CapturedMail;

public sealed class MailFolderTests : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory();

    [Fact]
    public void Mails_are_kept_in_their_order_of_arrival_and_found_again_by_the_next_start()
    {
        var time = new FakeTimeProvider();
        var mails = new MailFolder(new LocalPaths(data.FullName), time);
        Add(mails, "z", """{"subject":"first, Zoë"}""");
        Add(mails, "a", """{"subject":"second"}""");

        var found = new MailFolder(new LocalPaths(data.FullName), time).ReadAll().ToArray();

        Assert.Equal(2, found.Length);
        using var first = JsonDocument.Parse(found[0]);
        Assert.Equal("z", first.RootElement.GetProperty("messageId").GetString());
        Assert.True(first.RootElement.GetProperty("authorization").GetBoolean());
        Assert.Equal("""{"subject":"first, Zoë"}""", first.RootElement.GetProperty("request").GetRawText());
    }

    [Fact]
    public void A_mail_is_its_owners_to_read_whatever_the_folder_allows()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Add(new MailFolder(new LocalPaths(data.FullName), new FakeTimeProvider()), "a", "{}");

        var mail = Assert.Single(Directory.GetFiles(Path.Combine(data.FullName, "mail")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(mail));
    }

    [Fact]
    public void An_emptied_folder_is_empty()
    {
        var mails = new MailFolder(new LocalPaths(data.FullName), new FakeTimeProvider());
        Add(mails, "a", "{}");

        mails.Clear();

        Assert.Empty(mails.ReadAll());
    }

    [Fact]
    public void A_half_written_mail_is_no_mail()
    {
        var mails = new MailFolder(new LocalPaths(data.FullName), new FakeTimeProvider());
        File.WriteAllText(Path.Combine(data.FullName, "mail", "20260109T100000.0000000Z_a.json.tmp"), "{");

        Assert.Empty(mails.ReadAll());
    }

    [Fact]
    public void The_newest_come_first_and_each_is_found_by_its_id()
    {
        var mails = new MailFolder(new LocalPaths(data.FullName), new FakeTimeProvider());
        Add(mails, "z_1", """{"subject":"first"}""");
        Add(mails, "1", """{"subject":"second"}""");
        Add(mails, "b", """{"subject":"third"}""");

        Assert.Equal(["third", "second"], mails.ReadNewest(2).Select(SubjectOf));
        Assert.Equal("b", mails.NewestId());
        Assert.Equal(("first", "second"), (SubjectOf(mails.Find("z_1")!), SubjectOf(mails.Find("1")!)));
        Assert.Null(mails.Find("_1"));
    }

    public void Dispose() => data.Delete(recursive: true);

    private static string SubjectOf(string mail) => CapturedEmail.Parse(mail).Subject;

    private static void Add(MailFolder mails, string messageId, string request)
    {
        using var json = JsonDocument.Parse(request);
        mails.Add(messageId, json.RootElement);
    }
}
