using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using BlueSky.Content;
using BlueSky.Functions.Http;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.Subscriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace BlueSky.Functions.Tests.Staff;

/// <summary>
/// A browser with cookies at the front desk. Besides the sign-in there is one page at every other address, which names
/// who is signed in; <c>/staff/audit</c> is for managers.
/// </summary>
internal sealed partial class StaffBrowser(TestApp app, string client = "192.0.2.1")
{
    public const string Rosa = "rosa@clinic.example";
    public const string Joe = "joe@clinic.example";

    public static Dictionary<string, string?> Settings => new()
    {
        ["Staff:People"] = $"Rosa Diaz <{Rosa}>, {Joe}", ["Staff:Managers"] = Rosa,
    };

    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>What was set, as it was sent.</summary>
    public List<SetCookieHeaderValue> SetCookies { get; } = [];

    public string? Principal { get; set; }

    /// <summary>How often a post reached the page.</summary>
    public int Acts { get; private set; }

    /// <summary>The token in the form of the last page that had one.</summary>
    public string Csrf { get; private set; } = "";

    public Task<Page> GetAsync(string path, Action<HttpRequest>? with = null, string method = "GET") =>
        SendAsync(method, path, fields: null, with);

    /// <summary>Sends the form of the last page; where there was none, one as it would have been.</summary>
    public Task<Page> SubmitAsync(string path, params (string Name, string Value)[] fields) =>
        PostAsync(path, [("csrf", Csrf.Length > 0 ? Csrf : CsrfOfCookie()), .. fields]);

    public Task<Page> PostAsync(
        string path, IEnumerable<(string Name, string Value)> fields, Action<HttpRequest>? with = null) =>
        SendAsync("POST", path, fields, with);

    /// <summary>Asks for a code and lets the email be sent.</summary>
    public async Task<Page> AskAsync(string email = Rosa, string? to = null)
    {
        await GetAsync(to is null ? "/staff/sign-in" : $"/staff/sign-in?to={Uri.EscapeDataString(to)}");
        var page = await SubmitAsync("/staff/sign-in", ("email", email), ("to", to ?? ""));
        await app.ProcessQueueAsync();
        await GetAsync("/staff/code");
        return page;
    }

    public Task<Page> TypeAsync(string code) => SubmitAsync("/staff/code", ("code", code));

    public async Task<Page> SignInAsync(string email = Rosa, string? to = null)
    {
        await AskAsync(email, to);
        return await TypeAsync(CodeTo(email));
    }

    /// <summary>The code in the latest email to an address, as it is written there.</summary>
    public string CodeTo(string email) => CodeIn(CodesTo(email).Last());

    public IEnumerable<OutgoingMail> CodesTo(string email) =>
        app.Sender.Sent.Where(mail => mail.Template == "staff-code" && mail.To == email);

    public static string CodeIn(OutgoingMail mail) =>
        mail.Content.Text.Split('\n').Single(line => CodePattern().IsMatch(line));

    public static string WrongFor(string code) => code[0] == '1' ? $"2{code[1..]}" : $"1{code[1..]}";

    private string CsrfOfCookie() => Cookies.TryGetValue("__Host-bluesky-browser", out var cookie)
        ? app.Get<StaffHashes>().CsrfOf(cookie.Split('.')[0])
        : "";

    private async Task<Page> SendAsync(
        string method, string path, IEnumerable<(string Name, string Value)>? fields, Action<HttpRequest>? with)
    {
        var context = new DefaultHttpContext { RequestServices = app.Services };
        var request = context.Request;
        var parts = path.Split('?', 2);
        (request.Method, request.Scheme, request.Path) = (method, "https", parts[0]);
        request.QueryString = new QueryString(parts.Length > 1 ? $"?{parts[1]}" : "");
        request.Headers.Cookie = string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
        request.Headers["X-MS-CLIENT-PRINCIPAL"] = Principal;
        context.Connection.RemoteIpAddress = IPAddress.Parse(client);
        if (fields is not null)
        {
            request.Headers.Origin = "https://forms.clinic.example";
            request.Headers["Sec-Fetch-Site"] = "same-origin";
            request.ContentType = "application/x-www-form-urlencoded";
            request.Body = new MemoryStream(Encoding.UTF8.GetBytes(string.Join(
                '&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"))));
        }

        with?.Invoke(request);
        var answer = await FormClient.ExecuteAsync(context, await HandleAsync(request, parts[0]));
        Keep(answer.Headers);
        Csrf = CsrfPattern().Match(answer.Body) is { Success: true } match ? match.Groups[1].Value : Csrf;
        return new Page(answer.Status, answer.Headers, answer.Body);
    }

    private Task<IResult> HandleAsync(HttpRequest request, string path) => path switch
    {
        "/staff/sign-in" => app.Function<SignInFunctions>().SignInAsync(request, default),
        "/staff/code" => app.Function<SignInFunctions>().CodeAsync(request, default),
        "/staff/sign-out" => app.Function<SignInFunctions>().SignOutAsync(request, default),
        _ => app.Get<StaffEndpoint>().HandleAsync(
            request,
            visit => Task.FromResult<IResult>(new StaffPage(new RenderedPage(
                $"<h1>{visit.Person.Name}</h1><input type=\"hidden\" name=\"csrf\" value=\"{visit.CsrfToken}\">",
                BrandStyles.Default.Staff, Logo: null))),
            (_, _) =>
            {
                Acts++;
                return Task.FromResult<IResult>(new SeeOther("/staff"));
            },
            default,
            managersOnly: path == "/staff/audit"),
    };

    private void Keep(IHeaderDictionary headers)
    {
        lock (SetCookies)
        {
            foreach (var cookie in SetCookieHeaderValue.ParseList([.. headers.SetCookie.OfType<string>()]))
            {
                SetCookies.Add(cookie);
                Cookies.Remove(cookie.Name.ToString());
                if (cookie.Expires is null)
                {
                    Cookies[cookie.Name.ToString()] = $"{cookie.Value}";
                }
            }
        }
    }

    [GeneratedRegex("name=\"csrf\" value=\"([^\"]+)\"")]
    private static partial Regex CsrfPattern();

    [GeneratedRegex(@"^\d{4} \d{4}$")]
    private static partial Regex CodePattern();
}
