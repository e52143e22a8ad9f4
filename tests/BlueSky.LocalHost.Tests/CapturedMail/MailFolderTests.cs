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
    public void The_page_shows_what_a_mail_says_and_runs_none_of_it()
    {
        var page = MailPage.Render(["""
            {
              "messageId": "a", "receivedAt": "2026-01-09T10:00:00+00:00", "authorization": true,
              "request": {
                "personalizations": [{ "to": [{ "email": "zoe@example.com", "name": "<b>Zoe</b>" }] }],
                "subject": "<script>alert(1)</script>",
                "content": [
                  { "type": "text/plain", "value": "</pre><script>" },
                  { "type": "text/html", "value": "<p title=\"x\">Hello</p>" }
                ]
              }
            }
            """]);

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("&lt;p title=&quot;x&quot;&gt;Hello&lt;/p&gt;\"></iframe>", page, StringComparison.Ordinal);
    }

    public void Dispose() => data.Delete(recursive: true);

    private static void Add(MailFolder mails, string messageId, string request)
    {
        using var json = JsonDocument.Parse(request);
        mails.Add(messageId, json.RootElement);
    }
}
