using System.Net;
using BlueSky.LocalHost.Triggers;

namespace BlueSky.LocalHost.Tests.Triggers;

public sealed class ConnectingHandlerTests
{
    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(HttpRequestError.ConnectionError, 2, 3)]
    [InlineData(HttpRequestError.ConnectionError, 9, 10)]
    public async Task A_worker_that_does_not_listen_yet_is_tried_again(HttpRequestError error, int failures, int tries)
    {
        var worker = new Worker(error, failures);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(worker)).StatusCode);
        Assert.Equal(tries, worker.Tries);
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(HttpRequestError.ConnectionError, 10)]
    [InlineData(HttpRequestError.ResponseEnded, 1)]
    [InlineData(HttpRequestError.Unknown, 1)]
    public async Task What_was_sent_is_never_sent_again_and_trying_ends(HttpRequestError error, int tries)
    {
        var worker = new Worker(error, failures: 100);

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(worker));
        Assert.Equal(tries, worker.Tries);
    }

    private static async Task<HttpResponseMessage> SendAsync(Worker worker)
    {
        using var client = new HttpMessageInvoker(new ConnectingHandler(worker, TimeProvider.System));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1/");
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await client.SendAsync(request, timeout.Token);
    }

    private sealed class Worker(HttpRequestError error, int failures) : HttpMessageHandler
    {
        public int Tries { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            ++Tries <= failures
                ? throw new HttpRequestException(error)
                : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
    }
}
