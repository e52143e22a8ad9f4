using System.Net;

namespace BlueSky.Tool.Tests;

internal sealed record Reply(int Status, string Body = "")
{
    public string? Location { get; init; }

    /// <summary>The origins that are echoed; others get 403.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    public HttpRequestError? Error { get; init; }
}

/// <summary>Answers requests with what is given for <c>GET https://…</c>; nothing else is on this internet.</summary>
internal sealed class FakeWeb : HttpMessageHandler
{
    public Dictionary<string, Reply> Replies { get; } = new(StringComparer.Ordinal);

    public List<string> Asked { get; } = [];

    /// <summary>The keys that were sent, by address.</summary>
    public Dictionary<string, string?> Keys { get; } = new(StringComparer.Ordinal);

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = $"{request.Method} {request.RequestUri}";
        Asked.Add(asked);
        Keys[asked] = request.Headers.Authorization?.Parameter;
        var reply = Replies.GetValueOrDefault(asked) ?? new Reply(0) { Error = HttpRequestError.NameResolutionError };
        if (reply.Error is { } error)
        {
            throw new HttpRequestException(error, $"{request.RequestUri} {request.Headers.Authorization}");
        }

        var response = new HttpResponseMessage((HttpStatusCode)reply.Status)
        {
            Content = new StringContent(reply.Body),
            RequestMessage = request,
        };
        if (reply.Location is { } location)
        {
            response.Headers.Location = new Uri(location, UriKind.RelativeOrAbsolute);
        }

        if (request.Method == HttpMethod.Options)
        {
            var origin = request.Headers.GetValues("Origin").Single();
            if (reply.AllowedOrigins.Contains(origin))
            {
                response.Headers.Add("Access-Control-Allow-Origin", origin);
            }
            else
            {
                response.StatusCode = HttpStatusCode.Forbidden;
            }
        }

        return Task.FromResult(response);
    }
}
