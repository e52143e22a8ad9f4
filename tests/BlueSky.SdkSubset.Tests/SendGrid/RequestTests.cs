using System.Net;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace BlueSky.SdkSubset.Tests.SendGrid;

public sealed class RequestTests : IDisposable
{
    private readonly RecordingHandler handler = new(HttpStatusCode.Accepted);
    private readonly HttpClient http;

    public RequestTests() => http = new HttpClient(handler);

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_mail_is_posted_as_json_with_the_key_as_bearer_token()
    {
        var client = Client("http://127.0.0.1:7071/_local/sendgrid");

        await client.SendEmailAsync(new SendGridMessage { Subject = "Hello" });

        var request = Assert.Single(handler.Requests);
        Assert.Equal("POST http://127.0.0.1:7071/_local/sendgrid/v3/mail/send", request.Line);
        Assert.Equal("Bearer SG.key", request.Authorization);
        Assert.Equal("application/json", request.ContentType);
        Assert.Equal("""{"subject":"Hello"}""", request.Body);
    }

    [Theory]
    [InlineData("https://api.eu.sendgrid.com", "GET https://api.eu.sendgrid.com/v3/scopes")]
    [InlineData("http://127.0.0.1:7071/_local/sendgrid/", "GET http://127.0.0.1:7071/_local/sendgrid/v3/scopes")]
    public async Task The_base_address_may_have_a_path_and_a_last_slash(string host, string line)
    {
        await Client(host).RequestAsync(BaseClient.Method.GET, urlPath: "scopes");

        var request = Assert.Single(handler.Requests);
        Assert.Equal(line, request.Line);
        Assert.Null(request.ContentType);
    }

    [Fact]
    public async Task The_default_host_is_the_global_one()
    {
        var client = new SendGridClient(http, new SendGridClientOptions { ApiKey = "SG.key" });

        await client.RequestAsync(BaseClient.Method.GET, urlPath: "scopes");

        Assert.Equal("GET https://api.sendgrid.com/v3/scopes", Assert.Single(handler.Requests).Line);
    }

    [Fact]
    public async Task The_answer_carries_status_headers_and_body()
    {
        var response = await Client("http://127.0.0.1").SendEmailAsync(new SendGridMessage());

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(["m-1"], response.Headers.GetValues("X-Message-Id"));
        Assert.Equal("""{"errors":[]}""", await response.Body.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task A_refusal_is_returned_and_not_retried(HttpStatusCode refusal)
    {
        var refusing = new RecordingHandler(refusal);
        using var httpClient = new HttpClient(refusing);
        var client = new SendGridClient(httpClient, new SendGridClientOptions { ApiKey = "SG.key" });

        var response = await client.SendEmailAsync(new SendGridMessage());

        Assert.Equal(refusal, response.StatusCode);
        Assert.False(response.IsSuccessStatusCode);
        Assert.Single(refusing.Requests);
    }

    [Fact(Timeout = 10_000)]
    public async Task Cancelling_ends_a_request_that_is_under_way()
    {
        var hanging = new RecordingHandler(HttpStatusCode.Accepted) { Hangs = true };
        using var httpClient = new HttpClient(hanging);
        var client = new SendGridClient(httpClient, new SendGridClientOptions { ApiKey = "SG.key" });
        using var cancellation = new CancellationTokenSource();

        var sending = client.SendEmailAsync(new SendGridMessage(), cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Single(hanging.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_blank_key_is_refused(string key) =>
        Assert.Throws<ArgumentNullException>(() => new SendGridClientOptions { ApiKey = key });

    [Fact]
    public void Errors_as_exceptions_are_not_promised() =>
        Assert.Throws<NotSupportedException>(() => new SendGridClientOptions { HttpErrorAsException = true });

    private SendGridClient Client(string host) =>
        new(http, new SendGridClientOptions { ApiKey = "SG.key", Host = host });
}
