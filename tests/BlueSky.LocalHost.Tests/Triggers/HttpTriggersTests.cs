using System.Net;
using BlueSky.LocalHost.Triggers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.LocalHost.Tests.Triggers;

public sealed class HttpTriggersTests : IAsyncLifetime, IDisposable
{
    private readonly WebApplication app = Build();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };

    [Theory]
    [InlineData("POST", "/api/f/subscribe", HttpStatusCode.OK, "form subscribe")]
    [InlineData("OPTIONS", "/api/f/subscribe", HttpStatusCode.OK, "form subscribe")]
    [InlineData("GET", "/api/f/subscribe", HttpStatusCode.NotFound, "")]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound, "")]
    [InlineData("POST", "/f/subscribe", HttpStatusCode.NotFound, "")]
    [InlineData("POST", "/api/f/broken", HttpStatusCode.InternalServerError, "")]
    public async Task A_request_is_answered_as_by_the_real_host(
        string method, string path, HttpStatusCode status, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await http.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
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
        builder.Services.AddRouting().AddSingleton<FunctionInvoker>();
        var app = builder.Build();
        app.UseLoopbackOnly();
        app.UseRouting();
        app.UseNotFoundForUnlistedMethods();
        var functions = FunctionCatalog.Of([typeof(Forms)], new ConfigurationBuilder().Build());
        app.MapHttpFunctions("api", functions.Cast<HttpFunction>());
        return app;
    }

    internal sealed class Forms
    {
        [Function("form")]
#pragma warning disable CA1822 // An instance method, as the app's functions are.
        public async Task<IResult> PostAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", "options", Route = "f/{form}")] HttpRequest request,
            string form,
            CancellationToken ct)
        {
            await Task.Yield();
            ct.ThrowIfCancellationRequested();
            return form == "broken"
                ? throw new InvalidOperationException(request.Method)
                : Results.Text($"form {form}");
        }
#pragma warning restore CA1822
    }
}
