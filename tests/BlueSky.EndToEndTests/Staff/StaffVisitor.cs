using System.Net;
using System.Text.RegularExpressions;
using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Staff;

/// <summary>A browser at the front desk, with its cookies; it follows no redirect by itself.</summary>
internal sealed partial class StaffVisitor : IDisposable
{
    private readonly LocalHost host;
    private readonly HttpClient http;
    private readonly Dictionary<string, string> hidden = [];

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

    public async Task<StaffAnswer> SendAsync(
        string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await ReadAsync(await http.SendAsync(request));
    }

    /// <summary>Sends the form of the last page.</summary>
    public async Task<StaffAnswer> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(
                hidden.Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))),
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
        var before = (await host.CapturedMail.CodesToAsync(email)).Count;
        await AskAsync(email);
        return await SubmitAsync("/staff/code", ("code", await host.CapturedMail.NextCodeAsync(email, before)));
    }

    /// <summary>Presses a button on a request's page.</summary>
    public async Task<StaffAnswer> ChangeAsync(
        string id, string action, params (string Name, string Value)[] fields)
    {
        await GetAsync($"/staff/requests/{id}");
        return await SubmitAsync($"/staff/requests/{id}", [("do", action), .. fields]);
    }

    private async Task<StaffAnswer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync();
            foreach (Match field in HiddenPattern().Matches(body))
            {
                hidden[field.Groups[1].Value] = field.Groups[2].Value;
            }

            SetCookies.AddRange(response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []);
            return new StaffAnswer(
                (int)response.StatusCode, response.Headers.Location?.OriginalString, body,
                response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
        }
    }

    [GeneratedRegex("name=\"(csrf|version)\" value=\"([^\"]+)\"")]
    private static partial Regex HiddenPattern();
}

internal sealed record StaffAnswer(
    int Status, string? Location, string Body, IReadOnlyDictionary<string, string> Headers);
