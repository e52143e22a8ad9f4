using System.Net;
using BlueSky.LocalHost.CapturedMail;
using BlueSky.LocalHost.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.LocalHost.Tests.CapturedMail;

public sealed class CapturedMailRoutesTests : IAsyncLifetime, IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly MailFolder mails;
    private readonly WebApplication app;

    public CapturedMailRoutesTests()
    {
        mails = new MailFolder(new LocalPaths(data.FullName), TimeProvider.System);
        app = Build(mails);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task The_page_runs_only_its_own_script_and_is_kept_nowhere()
    {
        using var page = await http.GetAsync("/_local/mail");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
        Assert.Equal(OutboxPage.ContentSecurityPolicy, Header(page, "Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", OutboxPage.ContentSecurityPolicy);
        Assert.EndsWith("frame-ancestors 'none'", OutboxPage.ContentSecurityPolicy);
        Assert.Equal(
            ("no-store", "nosniff", "no-referrer"),
            (Header(page, "Cache-Control"), Header(page, "X-Content-Type-Options"), Header(page, "Referrer-Policy")));
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task The_frame_runs_nothing_and_shows_itself_on_this_page_alone()
    {
        mails.Add("m1", SomeMail.Request());

        using var frame = await http.GetAsync("/_local/mail/html?id=m1&theme=dark");

        Assert.Equal(
            "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
            Header(frame, "Content-Security-Policy"));
        Assert.Equal("no-store", Header(frame, "Cache-Control"));
        Assert.Contains(
            "@media (min-width: 0) { .page { background: #14181c } }", await frame.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData("/_local/mail?id=gone", "There is no such email here")]
    [InlineData("/_local/mail?id=../../local.settings", "There is no such email here")]
    [InlineData("/_local/mail/html?id=gone", "There is no such email here: it may have been deleted.")]
    [InlineData("/_local/mail/html?id=plain", "There is no such email here: it may have been deleted.")]
    [InlineData("/_local/mail/html", "There is no such email here: it may have been deleted.")]
    public async Task What_is_not_there_is_404_with_a_sentence(string address, string sentence)
    {
        mails.Add("plain", SomeMail.Request(html: ""));

        using var answer = await http.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task The_newest_email_is_named_and_stands_first()
    {
        Assert.Equal("", await http.GetStringAsync("/_local/mail/newest"));
        mails.Add("z_first", SomeMail.Request(subject: "The first"));
        mails.Add("a-second", SomeMail.Request(subject: "The second"));

        Assert.Equal("a-second", await http.GetStringAsync("/_local/mail/newest"));
        var page = await http.GetStringAsync("/_local/mail?id=z_first&size=giant&theme=pink");
        Assert.Contains("<h2>The first</h2>", page, StringComparison.Ordinal);
        Assert.True(
            page.IndexOf(">The second</a>", StringComparison.Ordinal)
            < page.IndexOf(">The first</a>", StringComparison.Ordinal));
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task An_old_email_opens_though_the_list_shows_only_the_newest_fifty()
    {
        mails.Add("old", SomeMail.Request(subject: "The oldest"));
        for (var i = 0; i < 50; i++)
            mails.Add($"m{i}", SomeMail.Request());

        var page = await http.GetStringAsync("/_local/mail?id=old");

        Assert.Contains("<h2>The oldest</h2>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<li data-id=\"old\">", page, StringComparison.Ordinal);
        Assert.Contains("And 1 older, in <a href=\"/_local/mail.json\">mail.json</a>.", page, StringComparison.Ordinal);
    }

    public async Task InitializeAsync()
    {
        await app.StartAsync();
        http.BaseAddress = new Uri(app.Urls.Single());
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    public void Dispose()
    {
        http.Dispose();
        data.Delete(recursive: true);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    private static WebApplication Build(MailFolder mails)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting().AddSingleton(mails).AddSingleton(new Outbox(
            mails, _ => Task.FromResult<IReadOnlyList<SubmissionState>?>([]), new Uri("http://127.0.0.1/staff"),
            TimeZoneInfo.Utc, TimeProvider.System));
        var app = builder.Build();
        app.UseRouting();
        app.MapCapturedMail();
        return app;
    }
}
