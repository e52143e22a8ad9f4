namespace SendGrid;

/// <summary>A client that authenticates with an API key. Safe for use by many callers at once.</summary>
public class SendGridClient : BaseClient
{
    /// <summary>A client with a connection pool of its own.</summary>
    public SendGridClient(SendGridClientOptions options)
        : base(options)
    {
    }

    /// <summary>A client that sends through <paramref name="httpClient"/>, whose time-out and handlers apply.</summary>
    public SendGridClient(HttpClient httpClient, SendGridClientOptions options)
        : base(httpClient, options)
    {
    }
}
