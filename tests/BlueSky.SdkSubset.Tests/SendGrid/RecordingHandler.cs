using System.Net;

namespace BlueSky.SdkSubset.Tests.SendGrid;

/// <summary>Keeps what was sent and gives the same answer each time.</summary>
internal sealed class RecordingHandler(HttpStatusCode answer) : HttpMessageHandler
{
    public List<RecordedRequest> Requests { get; } = [];

    /// <summary>Whether a request waits for its cancellation instead of getting its answer.</summary>
    public bool Hangs { get; init; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add(new RecordedRequest(
            $"{request.Method} {request.RequestUri}",
            request.Headers.Authorization?.ToString(),
            request.Content?.Headers.ContentType?.ToString(),
            body));
        if (Hangs)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        return new HttpResponseMessage(answer)
        {
            Headers = { { "X-Message-Id", "m-1" } },
            Content = new StringContent("{\"errors\":[]}"),
        };
    }
}

internal sealed record RecordedRequest(string Line, string? Authorization, string? ContentType, string? Body);
