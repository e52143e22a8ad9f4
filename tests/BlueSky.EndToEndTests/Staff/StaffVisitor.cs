using System.Net;
using System.Text.RegularExpressions;
using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Staff;

/// <summary>A browser at the front desk, with its cookies; it follows no redirect by itself.</summary>
internal sealed partial class StaffVisitor : IDisposable
{
    private readonly LocalHost host;
    private readonly HttpClient http;
    private string csrf = "";

    public StaffVisitor(LocalHost host)
    {
        this.host = host;
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies })
        {
            BaseAddress = host.Address,
        };
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>What was set, as it was sent.</summary>
    public List<string> SetCookies { get; } = [];

    public void Dispose() => http.Dispose();

    public async Task<StaffAnswer> GetAsync(string path) => await ReadAsync(await http.GetAsync(path));

    /// <summary>Sends the form of the last page.</summary>
    public async Task<StaffAnswer> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(
                fields.Append(("csrf", csrf)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        };
        request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        return await ReadAsync(await http.SendAsync(request));
    }

    public async Task<StaffAnswer> AskAsync(string email)
    {
        await GetAsync("/staff/sign-in");
        var answer = await SubmitAsync("/staff/sign-in", ("email", email));
        await GetAsync("/staff/code");
        return answer;
    }

    /// <summary>With the code of the next email to that address.</summary>
    public async Task<StaffAnswer> SignInAsync(string email)
    {
        var before = (await CodesToAsync(email)).Count;
        await AskAsync(email);
        var codes = await Eventually.BecomesAsync(
            () => CodesToAsync(email), codes => codes.Count > before, $"a code for {email}");
        return await SubmitAsync("/staff/code", ("code", codes[^1]));
    }

    public async Task<IReadOnlyList<string>> CodesToAsync(string email) =>
    [
        .. (await host.CapturedMail.ToAsync(email)).Where(mail => mail.Template == "staff-code")
            .Select(mail => mail.Text.Split('\n').Single(line => CodePattern().IsMatch(line))),
    ];

    private async Task<StaffAnswer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync();
            csrf = CsrfPattern().Match(body) is { Success: true } match ? match.Groups[1].Value : csrf;
            SetCookies.AddRange(response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []);
            return new StaffAnswer(
                (int)response.StatusCode, response.Headers.Location?.OriginalString, body,
                response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
        }
    }

    [GeneratedRegex("name=\"csrf\" value=\"([^\"]+)\"")]
    private static partial Regex CsrfPattern();

    [GeneratedRegex(@"^\d{4} \d{4}$")]
    private static partial Regex CodePattern();
}

internal sealed record StaffAnswer(
    int Status, string? Location, string Body, IReadOnlyDictionary<string, string> Headers);
