using System.Net;
using System.Text;
using BlueSky.Functions.FrontDesk;
using BlueSky.Functions.Imports;
using BlueSky.Functions.News;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Subscribers;
using BlueSky.Functions.Tests.Component;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Tests.FrontDesk;

/// <summary>The app with two people at the front desk, on a Friday at noon.</summary>
internal sealed class DeskApp : IDisposable
{
    public const string Rosa = "rosa@clinic.example";
    public const string Kim = "kim@clinic.example";

    /// <summary>Friday, November 27, 12:00 PM in Denver.</summary>
    public static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-11-27T19:00:00Z");

    /// <param name="add">Adds further services.</param>
    public DeskApp(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? add = null)
    {
        App = new TestApp(
            new Dictionary<string, string?>(settings ?? [])
            {
                ["Staff:People"] = $"Rosa Diaz <{Rosa}>,{Kim}",
                ["Staff:Managers"] = Kim,
            },
            Noon, add);
    }

    public TestApp App { get; }

    /// <summary>Accepts a consultation request and processes it.</summary>
    public async Task<string> RequestAsync(params (string Name, string Value)[] fields)
    {
        var id = await App.AcceptAsync(
            "consultation",
            fields.Length > 0 ? fields : [("name", "Maria Lopez"), ("phone", "505-555-0142")]);
        await App.ProcessQueueAsync();
        return id;
    }

    public Task<string> HeldBackAsync(params (string Name, string Value)[] fields) => RequestAsync(
        [
            .. fields.Length > 0 ? fields : [("name", "J. Smith"), ("email", "jim@example.org")],
            ("_gotcha", "x"),
        ]);

    public async Task<DeskVisitor> SignInAsync(string email)
    {
        var person = App.Get<StaffSettings>().People.First(each => each.Email == email);
        var context = new DefaultHttpContext();
        await App.Get<StaffSessions>().OpenAsync(
            context.Response, person, isRemembered: false, account: null, CancellationToken.None);
        return new DeskVisitor(App, context.Response.Headers.SetCookie.ToString().Split(';')[0]);
    }

    public Submission Row(string id) => App.Submissions.Rows.Single(row => row.Id == id);

    public Task<RequestEvent[]> HistoryAsync(string id) =>
        App.Submissions.ReadHistoryAsync(Row(id).Key, CancellationToken.None).ToArrayAsync().AsTask();

    public void Dispose() => App.Dispose();
}

/// <summary>A signed-in browser.</summary>
internal sealed class DeskVisitor(TestApp app, string cookie)
{
    public Task<FormClient.Response> GetAsync(string address) => SendAsync("GET", address, body: null);

    /// <summary>Posts fields with the token of the list, as the pages' forms do.</summary>
    public async Task<FormClient.Response> PostAsync(
        string address, params (string Name, string Value)[] fields)
    {
        var token = FieldIn(await GetAsync("/staff"), "csrf");
        var all = fields.Append(("csrf", token))
            .Select(field => $"{Uri.EscapeDataString(field.Item1)}={Uri.EscapeDataString(field.Item2)}");
        return await SendAsync("POST", address, string.Join('&', all));
    }

    /// <summary>Uploads a file with the token of the list; the token comes first, as in the page's form.</summary>
    public async Task<FormClient.Response> UploadAsync(
        string address, string file, string fileName = "contacts.csv", string? token = null,
        string origin = "https://forms.clinic.example")
    {
        token ??= FieldIn(await GetAsync("/staff"), "csrf");
        return await SendAsync(
            "POST", address,
            $"--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n"
            + $"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{fileName}\"\r\n"
            + $"Content-Type: text/csv\r\n\r\n{file}\r\n--b--\r\n",
            origin, "multipart/form-data; boundary=b");
    }

    /// <summary>Presses a button on the page of a request that was just opened.</summary>
    public async Task<FormClient.Response> DoAsync(
        string id, string action, params (string Name, string Value)[] fields)
    {
        var version = FieldIn(await GetAsync($"/staff/requests/{id}"), "version");
        return await PostAsync($"/staff/requests/{id}", [.. fields, ("do", action), ("version", version)]);
    }

    public static string FieldIn(FormClient.Response page, string name)
    {
        var start = page.Body.IndexOf($"name=\"{name}\" value=\"", StringComparison.Ordinal);
        Assert.True(start >= 0, $"The page has no field {name}: {page.Status} {page.Headers.Location}");
        start += name.Length + "name=\"\" value=\"".Length;
        return page.Body[start..page.Body.IndexOf('"', start)];
    }

    /// <summary>Sends what no page of the app would send, such as a post without its token.</summary>
    public async Task<FormClient.Response> SendAsync(
        string method, string address, string? body, string origin = "https://forms.clinic.example",
        string contentType = "application/x-www-form-urlencoded")
    {
        var context = new DefaultHttpContext { RequestServices = app.Services };
        var path = address.Split('?')[0];
        var query = address[path.Length..];
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.QueryString = new QueryString(query);
        context.Request.Query = new QueryCollection(QueryHelpers.ParseQuery(query));
        context.Request.Headers.Cookie = cookie;
        context.Request.Headers.Origin = body is null ? null : origin;
        context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.1");
        if (body is not null)
        {
            context.Request.ContentType = contentType;
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        }

        return await FormClient.ExecuteAsync(context, await RouteAsync(path, context.Request));
    }

    private Task<IResult> RouteAsync(string path, HttpRequest request)
    {
        var functions = app.Function<FrontDeskFunctions>();
        return path switch
        {
            "/staff" => functions.ListAsync(request, CancellationToken.None),
            "/staff/search" => functions.SearchAsync(request, CancellationToken.None),
            "/staff/requests.csv" => functions.ExportAsync(request, CancellationToken.None),
            "/staff/call-list" => functions.CallListAsync(request, CancellationToken.None),
            "/staff/subscribers/import" => app.Function<ImportFunctions>().ImportAsync(request, CancellationToken.None),
            "/staff/subscribers" => app.Function<SubscriberFunctions>().ListAsync(request, CancellationToken.None),
            "/staff/subscribers.csv" => app.Function<SubscriberFunctions>().ExportAsync(request, CancellationToken.None),
            "/staff/resources" => app.Function<SubscriberFunctions>().ResourcesAsync(request, CancellationToken.None),
            "/staff/news" => app.Function<NewsFunctions>().ListAsync(request, CancellationToken.None),
            _ when path.StartsWith("/staff/subscribers/", StringComparison.Ordinal) =>
                app.Function<SubscriberFunctions>().SubscriberAsync(
                    request, path["/staff/subscribers/".Length..], CancellationToken.None),
            _ when path.StartsWith("/staff/news/", StringComparison.Ordinal) =>
                app.Function<NewsFunctions>().ItemAsync(
                    request, path["/staff/news/".Length..], CancellationToken.None),
            "/staff/audit" => functions.AuditAsync(request, CancellationToken.None),
            _ => functions.RequestAsync(request, path["/staff/requests/".Length..], CancellationToken.None),
        };
    }
}
