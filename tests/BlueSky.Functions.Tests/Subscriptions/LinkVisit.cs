using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using BlueSky.Functions.Subscriptions;
using BlueSky.Functions.Tests.Component;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Subscriptions;

/// <summary>Opens the links of mails, as browsers, mail programs and mail scanners do.</summary>
internal sealed class LinkVisit(TestApp app)
{
    /// <summary>What the browser prefers.</summary>
    public string? AcceptLanguage { get; set; }

    public Task<Page> GetAsync(Uri link) => RequestAsync("GET", link, body: null);

    public Task<Page> HeadAsync(Uri link) => RequestAsync("HEAD", link, body: null);

    /// <param name="body">As a form posts it; no body at all when null.</param>
    public Task<Page> PostAsync(Uri link, string? body = null) => RequestAsync("POST", link, body);

    public Task<Page> PostAsync(Uri link, Stream body) => SendAsync("POST", link, body);

    public Task<Page> RequestAsync(string method, Uri link, string? body) =>
        SendAsync(method, link, body is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(body)));

    private async Task<Page> SendAsync(string method, Uri link, Stream? body)
    {
        var context = new DefaultHttpContext { RequestServices = app.Services };
        context.Request.Method = method;
        context.Request.Headers.AcceptLanguage = AcceptLanguage;
        context.Request.QueryString = new QueryString(link.Query);
        if (body is not null)
        {
            context.Request.ContentType = "application/x-www-form-urlencoded";
            context.Request.Body = body;
        }

        var functions = app.Function<SubscriptionFunctions>();
        var result = await (link.AbsolutePath switch
        {
            "/api/confirm" => functions.ConfirmAsync(context.Request, CancellationToken.None),
            "/api/not-me" => functions.NotMeAsync(context.Request, CancellationToken.None),
            "/api/unsubscribe" => functions.UnsubscribeAsync(context.Request, CancellationToken.None),
            "/api/resources" => functions.ResourcesAsync(context.Request, CancellationToken.None),
            _ => throw new ArgumentException("There is no such page.", nameof(link)),
        });
        var answer = await FormClient.ExecuteAsync(context, result);
        return new Page(answer.Status, answer.Headers, answer.Body);
    }
}

internal sealed record Page(int Status, IHeaderDictionary Headers, string Body)
{
    public string Title => WebUtility.HtmlDecode(Body.Split("<h1>")[1].Split("</h1>")[0]);

    public bool HasButton(string label) =>
        Regex.IsMatch(WebUtility.HtmlDecode(Body), $"<button [^>]*type=\"submit\">{Regex.Escape(label)}</button>");
}
