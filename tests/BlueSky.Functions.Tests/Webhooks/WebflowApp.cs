using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Webhooks;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Webhooks;

/// <summary>The app, and a Webflow that posts signed hooks to it.</summary>
internal sealed class WebflowApp : IDisposable
{
    public const string Secret = "whsec-0123456789abcdef";
    public const string Key = "a key for hooks from the dashboard";

    public const string AdasFields = """
        {"First Name":"Ada","Last Name":"Lovelace","email":"ada@example.org","Phone Number":15055550199,
        "Message":"Please call.","Insurance":null,"Terms":true,"Days":["Monday","Friday"]}
        """;

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Webflow:SigningSecret"] = Secret,
        ["Webflow:Key"] = Key,
        ["Webflow:Forms:ContactUs"] = "consultation",
        ["Webflow:Forms:Newsletter"] = "subscribe",
    };

    public WebflowApp(DateTimeOffset? startsAt = null, Dictionary<string, string?>? settings = null) =>
        App = new TestApp(settings ?? Settings, startsAt);

    public TestApp App { get; }

    /// <summary>What is stored, if one hook was.</summary>
    public Submission Row => App.Submissions.Single;

    /// <summary>A version 2 hook of the form "Contact Us", valid unless its fields are not.</summary>
    public static string Contact(string fields, string id = "6321ca84df3949bfc6752327") => V2("Contact Us", fields, id);

    public static string V2(string form, string fields, string id = "6321ca84df3949bfc6752327") => $$"""
        {"triggerType":"form_submission","payload":{"name":"{{form}}","siteId":"65427cf400e02b306eaa049c",
        "data":{{fields}},"schema":[],"submittedAt":"2026-01-08T19:42:00.117Z","id":"{{id}}",
        "formId":"65429eadebe8a9f3a30f62d0","formElementId":"4e038d2c-6a1e-4953-7be9-a59a2b453177"} }
        """;

    public Task<FormClient.Response> PostAsync(string body) => PostAsync(Encoding.UTF8.GetBytes(body));

    public Task<FormClient.Response> PostAsync(byte[] body)
    {
        var timestamp = App.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return SendAsync("POST", body, timestamp, Sign(timestamp, body));
    }

    public static string Sign(string timestamp, byte[] body) => Convert.ToHexStringLower(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(Secret), (byte[])[.. Encoding.UTF8.GetBytes($"{timestamp}:"), .. body]));

    public async Task<FormClient.Response> SendAsync(
        string method, byte[] body, string? timestamp, string? signature, string query = "")
    {
        var context = new DefaultHttpContext { RequestServices = App.Services };
        context.Request.Method = method;
        context.Request.Body = new MemoryStream(body);
        context.Request.QueryString = new QueryString(query);
        context.Request.Headers[WebflowSignature.TimestampHeader] = timestamp;
        context.Request.Headers[WebflowSignature.SignatureHeader] = signature;

        return await FormClient.ExecuteAsync(
            context,
            await App.Function<WebflowWebhookFunction>().HandleAsync(context.Request, CancellationToken.None));
    }

    public void Dispose() => App.Dispose();
}
