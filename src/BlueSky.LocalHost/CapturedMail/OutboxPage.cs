using System.Security.Cryptography;
using System.Text;

namespace BlueSky.LocalHost.CapturedMail;

/// <summary>What the page of captured emails shows.</summary>
/// <param name="Emails">The newest of them, newest first.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Open">Null when there is none, or none with the id in <paramref name="View"/>.</param>
/// <param name="Submissions">The newest of them, newest first; null when storage did not answer.</param>
/// <param name="FrontDesk">The address of its list; requests are below it.</param>
internal sealed record OutboxModel(
    OutboxView View, IReadOnlyList<CapturedEmail> Emails, int Count, CapturedEmail? Open,
    IReadOnlyList<SubmissionState>? Submissions, Uri FrontDesk, TimeZoneInfo ClinicTime, DateTimeOffset Now);

/// <summary>The page of captured emails: a list, the email that is open, and the submissions they belong to.</summary>
internal static class OutboxPage
{
    private const string Icon =
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
        + "%3Ccircle cx='8' cy='8' r='8' fill='%238dc4f2'/%3E"
        + "%3Cpath d='M.4 10h15.2A8 8 0 0 1 .4 10z' fill='%231a5a87'/%3E%3C/svg%3E";

    // Without JavaScript, and never while a chosen email is being read.
    private const string RefreshWithoutScript =
        "<noscript><meta http-equiv=\"refresh\" content=\"15\"></noscript>\n";

    public static readonly string ContentSecurityPolicy =
        $"default-src 'none'; style-src 'sha256-{HashOf(OutboxStyles.Css)}'; "
        + $"script-src 'sha256-{HashOf(OutboxScript.JavaScript)}'; connect-src 'self'; frame-src 'self'; "
        + "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static Html Render(OutboxModel model)
    {
        var refresh = new Html(model.View.Id is null ? RefreshWithoutScript : "");
        // The script asks for what is new around the email that is open.
        var here = (model.View with { Id = model.View.Id ?? model.Open?.Id }).Address;
        var newest = model.Emails is [var first, ..] ? first.Id : "";
        return Html.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Emails</title>
            <link rel="icon" href="{Icon}">
            {refresh}<style>{new Html(OutboxStyles.Css)}</style>
            </head>
            <body data-newest="{newest}" data-here="{here}">
            <a class="skip" href="#email">Skip to the email</a>
            <header class="bar">
            <div class="wrap">
            <h1 class="brandname">Emails</h1>
            <nav aria-label="Main">
            <a href="#submissions">Submissions</a>
            <a href="/">Website</a>
            <a href="{model.FrontDesk.AbsoluteUri}">Front desk</a>
            </nav>
            </div>
            </header>
            <main class="wrap">
            <p class="lead">Emails that the app sent to the SendGrid stand-in: {model.Count}. None left this machine.</p>
            <p id="news" role="status"></p>
            <div class="columns">
            <nav id="list" aria-label="Emails, newest first" tabindex="-1">
            {EmailList.Render(model)}</nav>
            <article id="email" class="sheet" tabindex="-1">
            {OpenEmail.Render(model)}</article>
            </div>
            <section id="submissions" class="sheet" aria-labelledby="submissions-title">
            {SubmissionTable.Render(model)}</section>
            <p class="foot"><code>curl -X DELETE</code> on this address deletes all emails;
            <a href="{OutboxView.Path}.json">mail.json</a> has them for programs.</p>
            </main>
            <script>{new Html(OutboxScript.JavaScript)}</script>
            </body>
            </html>

            """);
    }

    private static string HashOf(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
