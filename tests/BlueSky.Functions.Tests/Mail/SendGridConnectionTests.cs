using System.Collections.Concurrent;
using System.Net;
using BlueSky.Functions.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace BlueSky.Functions.Tests.Mail;

/// <summary>What the pipeline rests on: the published client sends once, and hands on whatever comes of it.</summary>
public sealed class SendGridConnectionTests : IDisposable
{
    private readonly Handler sendGrid = new();

    public void Dispose() => sendGrid.Dispose();

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task A_refusal_is_returned_and_not_retried(HttpStatusCode refusal)
    {
        sendGrid.Answer = _ => Task.FromResult(new HttpResponseMessage(refusal)
        {
            Headers = { { "Retry-After", "7" } },
            Content = new StringContent("""{"errors":[{"message":"No."}]}"""),
        });

        var response = await Open().SendEmailAsync(new SendGridMessage());

        Assert.Equal(refusal, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
        Assert.Equal("""{"errors":[{"message":"No."}]}""", await response.Body.ReadAsStringAsync());
        Assert.Single(sendGrid.Requests);
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        var paths = new ConcurrentQueue<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var proxy = builder.Build();
        proxy.Run(context =>
        {
            paths.Enqueue(context.Request.Path);
            (context.Response.StatusCode, context.Response.Headers.Location) = (status, "/elsewhere");
            return Task.CompletedTask;
        });
        await proxy.StartAsync();

        var response = await SendGridConnection.Open(new SendGridSettings("SG.key", new Uri(proxy.Urls.Single()), []))
            .SendEmailAsync(new SendGridMessage());

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(["/v3/mail/send"], paths);
    }

    // Whether a byte was sent decides whether a mail may be tried again.
    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ResponseEnded)]
    public async Task A_lost_connection_is_handed_on_as_it_came_and_not_retried(HttpRequestError error)
    {
        sendGrid.Answer = _ => throw new HttpRequestException(error);

        var lost = await Assert.ThrowsAsync<HttpRequestException>(() => Open().SendEmailAsync(new SendGridMessage()));

        Assert.Equal(error, lost.HttpRequestError);
        Assert.Single(sendGrid.Requests);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_request_that_is_under_way_ends_when_its_caller_gives_it_up()
    {
        sendGrid.Answer = async cancellation =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            throw new InvalidOperationException("never reached");
        };
        using var attempt = new CancellationTokenSource();

        var sending = Open().SendEmailAsync(new SendGridMessage(), attempt.Token);
        await attempt.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Single(sendGrid.Requests);
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData("https://api.sendgrid.com", "https://api.sendgrid.com/v3/scopes")]
    [InlineData("https://api.eu.sendgrid.com/", "https://api.eu.sendgrid.com/v3/scopes")]
    [InlineData("http://127.0.0.1:7071/_local/sendgrid/", "http://127.0.0.1:7071/_local/sendgrid/v3/scopes")]
    public async Task The_host_may_have_a_path_and_a_last_slash(string host, string address)
    {
        await Open(host).RequestAsync(BaseClient.Method.GET, urlPath: "scopes");

        Assert.Equal([$"GET {address} Bearer SG.key"], sendGrid.Requests);
    }

    private SendGridClient Open(string host = "https://api.sendgrid.com") =>
        SendGridConnection.Open(new SendGridSettings("SG.key", new Uri(host), []), sendGrid);

    private sealed class Handler : HttpMessageHandler
    {
        public List<string> Requests { get; } = [];

        public Func<CancellationToken, Task<HttpResponseMessage>> Answer { get; set; } =
            _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add($"{request.Method} {request.RequestUri} {request.Headers.Authorization}");
            return Answer(cancellationToken);
        }
    }
}
