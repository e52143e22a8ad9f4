using System.Net;
using System.Text.RegularExpressions;

namespace BlueSky.LocalHost.Demo;

/// <summary>
/// Uses the front desk over HTTP, as a browser without JavaScript: it keeps cookies, and posts the forms of pages.
/// </summary>
/// <param name="website">Where the app is reached.</param>
/// <param name="origin">The app's own origin, by its settings.</param>
internal sealed partial class FrontDeskClient(Uri website, string origin) : IDisposable
{
    // The app may mark cookies as secure, and a cookie container would keep these from plain HTTP.
    private readonly Dictionary<string, string> cookies = [];

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = website,
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <param name="findCode">Waits for the code.</param>
    /// <exception cref="DemoFailedException">The app refuses it.</exception>
    public async Task SignInAsync(string address, Func<Task<string>> findCode, CancellationToken stop)
    {
        await PostAsync("/staff/sign-in", "/staff/sign-in", [new("email", address)], stop);
        await PostAsync("/staff/code", "/staff/code", [new("code", await findCode())], stop);
    }

    public Task ChangeAsync(string request, DemoChange change, CancellationToken stop)
    {
        var page = $"/staff/requests/{request}";
        return PostAsync(
            page, page,
            [
                new("do", change.Do), new("note", change.Note ?? ""),
                .. change.Again is { } again ? [new("again", again)] : (KeyValuePair<string, string>[])[],
            ],
            stop);
    }

    public Task SignOutAsync(CancellationToken stop) => PostAsync("/staff", "/staff/sign-out", [], stop);

    public void Dispose() => http.Dispose();

    // Each form is answered with a redirect when it was accepted.
    private async Task PostAsync(
        string page, string target, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken stop)
    {
        var (status, html) = await SendAsync(new HttpRequestMessage(HttpMethod.Get, page), stop);
        if (status != HttpStatusCode.OK)
            throw new DemoFailedException($"{page} responds with {(int)status}");

        var hidden = HiddenField().Matches(html).DistinctBy(match => match.Groups[1].Value)
            .Select(match => KeyValuePair.Create(
                match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)));
        var post = new HttpRequestMessage(HttpMethod.Post, target)
        {
            Content = new FormUrlEncodedContent(hidden.Concat(fields)),
        };
        post.Headers.Add("Origin", origin);
        if ((await SendAsync(post, stop)).Status is not HttpStatusCode.SeeOther and var refused)
            throw new DemoFailedException($"a post to {target} responds with {(int)refused}");
    }

    private async Task<(HttpStatusCode Status, string Html)> SendAsync(
        HttpRequestMessage message, CancellationToken stop)
    {
        using var request = message;
        request.Headers.TryAddWithoutValidation(
            "Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var response = await http.SendAsync(request, stop);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            cookies[pair[0]] = pair[1];
        }

        return (response.StatusCode, await response.Content.ReadAsStringAsync(stop));
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(csrf|version|to)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();
}
