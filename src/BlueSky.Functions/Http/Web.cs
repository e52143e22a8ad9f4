using System.Net;

namespace BlueSky.Functions.Http;

/// <summary>HTTP requests with a limit for time and size. An outage is an answer, and so is a redirect.</summary>
internal sealed class Web : IDisposable
{
    private const int MaxBodyBytes = 4 * 1024 * 1024;

    private readonly HttpClient http;
    private readonly TimeSpan timeout;

    public Web(HttpMessageHandler handler, TimeSpan timeout)
    {
        http = new HttpClient(handler, disposeHandler: false)
        {
            // The time limit below covers the body too.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxBodyBytes,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("BlueSky");
        this.timeout = timeout;
    }

    public static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
    };

    /// <param name="readBody">Otherwise the body is left unread, however long it is.</param>
    public async Task<WebAnswer> AskAsync(HttpRequestMessage request, bool readBody, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(timeout);
        try
        {
            using var response = await http.SendAsync(
                request,
                readBody ? HttpCompletionOption.ResponseContentRead : HttpCompletionOption.ResponseHeadersRead,
                limit.Token);
            return new WebAnswer((int)response.StatusCode)
            {
                Body = readBody ? await response.Content.ReadAsStringAsync(limit.Token) : "",
                Location = response.Headers.Location,
                AllowedOrigin = response.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins)
                    ? string.Join(',', origins)
                    : null,
            };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new WebAnswer($"did not answer within {timeout.TotalSeconds:0} seconds");
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
        {
            // The message of the exception may quote what is asked.
            return new WebAnswer((e as HttpRequestException)?.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "cannot be reached: its name is not known",
                HttpRequestError.SecureConnectionError => "cannot be reached: its certificate is not accepted",
                HttpRequestError.ConnectionError => "cannot be reached: nothing accepts the connection",
                _ => "cannot be reached: the connection broke",
            });
        }
    }

    public void Dispose() => http.Dispose();
}

/// <param name="Status">The HTTP status; null when there was no answer.</param>
/// <param name="Failure">Why there was none, to continue a sentence.</param>
internal sealed record WebAnswer(int? Status, string Failure)
{
    public WebAnswer(int status)
        : this(status, $"answered with status {status}")
    {
    }

    public WebAnswer(string failure)
        : this(null, failure)
    {
    }

    public string Body { get; init; } = "";

    public Uri? Location { get; init; }

    /// <summary>The header <c>Access-Control-Allow-Origin</c>.</summary>
    public string? AllowedOrigin { get; init; }
}
