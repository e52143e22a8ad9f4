using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.LocalHost.Tests;

public sealed class LoopbackOnlyTests : IAsyncLifetime, IDisposable
{
    private readonly WebApplication app = Build();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData("127.0.0.1:7071", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("[::1]:80", HttpStatusCode.OK)]
    [InlineData("forms.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost.example:7071", HttpStatusCode.Forbidden)]
    public async Task Only_loopback_host_names_are_answered(string host, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/f/subscribe");
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-Host", "localhost");

        using var answer = await http.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData("/_local/mail", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("/_local/mail", "http://localhost:7071", HttpStatusCode.OK)]
    [InlineData("/admin/functions", "null", HttpStatusCode.Forbidden)]
    [InlineData("/api/subscribe", "https://evil.example", HttpStatusCode.OK)]
    public async Task Pages_of_other_websites_do_not_reach_LocalHosts_own_routes(
        string path, string origin, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", origin);

        using var answer = await http.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData("/_local/mail.json", "127.0.0.1", 200)]
    [InlineData("/_local/mail.json", "127.0.0.2", 200)]
    [InlineData("/_local/mail.json", "::1", 200)]
    [InlineData("/_local/mail.json", "::ffff:127.0.0.1", 200)]
    [InlineData("/_local/mail.json", "192.0.2.7", 403)]
    [InlineData("/_LOCAL/sendgrid/v3/mail/send", "::ffff:192.0.2.7", 403)]
    [InlineData("/admin/host/status", "2001:db8::7", 403)]
    [InlineData("/_local", null, 403)]
    [InlineData("/api/f/subscribe", "192.0.2.7", 200)]
    public async Task LocalHosts_own_routes_are_answered_to_this_machine_alone(string path, string? client, int status)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var pipeline = new ApplicationBuilder(services);
        pipeline.UseLoopbackOnly();
        pipeline.Run(context => Task.CompletedTask);
        var context = new DefaultHttpContext { Request = { Host = new("localhost:7071"), Path = path } };
        context.Connection.RemoteIpAddress = client is null ? null : IPAddress.Parse(client);

        await pipeline.Build()(context);

        Assert.Equal(status, context.Response.StatusCode);
    }

    public async Task InitializeAsync()
    {
        await app.StartAsync();
        http.BaseAddress = new Uri(app.Urls.Single());
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    public void Dispose() => http.Dispose();

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseLoopbackOnly();
        app.Run(context => context.Response.WriteAsync("reached"));
        return app;
    }
}
