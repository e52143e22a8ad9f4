using System.Net.Http.Headers;

namespace SendGrid;

/// <summary>A <see cref="SendGridClient"/>'s options; the host is SendGrid's global one unless set.</summary>
public class SendGridClientOptions : BaseClientOptions
{
    private string apiKey;

    public SendGridClientOptions() => Host = "https://api.sendgrid.com";

    /// <summary>The key that goes out as a bearer token.</summary>
    /// <exception cref="ArgumentNullException">The key is null, empty or blank.</exception>
    public string ApiKey
    {
        get => apiKey;
        set
        {
            if (string.IsNullOrWhiteSpace(value))
                throw new ArgumentNullException(nameof(ApiKey));
            apiKey = value;
            Auth = new AuthenticationHeaderValue("Bearer", value);
        }
    }
}
