using BlueSky.Functions.Settings;
using SendGrid;

namespace BlueSky.Functions.Mail;

/// <summary>The SendGrid client on a connection of ours.</summary>
internal static class SendGridConnection
{
    /// <summary>In bytes. SendGrid's are short; a proxy's page may be any length.</summary>
    private const int MaxAnswerBytes = 1024 * 1024;

    public static SendGridClient Open(SendGridSettings settings) => Open(settings, new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        // The mail is for SendGrid alone, and what somebody else answers says nothing of it.
        AllowAutoRedirect = false,
    });

    internal static SendGridClient Open(SendGridSettings settings, HttpMessageHandler handler)
    {
        // Given a connection, the client retries nothing: retries are the pipeline's, and only the pipeline's.
        // Time-outs are the pipeline's too: HttpClient's own would look like a cancellation by the caller.
        var http = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
        return new SendGridClient(
            http,
            new SendGridClientOptions { ApiKey = settings.ApiKey, Host = settings.Host.AbsoluteUri.TrimEnd('/') });
    }
}
