using System.Net.Http.Headers;
using System.Text;
using SendGrid.Helpers.Mail;

namespace SendGrid;

/// <summary>
/// Makes and sends requests: one attempt each, whatever the answer. An answer outside 2xx is returned; a connection
/// that failed throws <see cref="HttpRequestException"/>.
/// </summary>
public abstract class BaseClient : ISendGridClient
{
    private const string JsonMediaType = "application/json";

    private readonly BaseClientOptions options;
    private readonly HttpClient client;

    protected BaseClient(BaseClientOptions options)
        : this(null, options)
    {
    }

    protected BaseClient(HttpClient httpClient, BaseClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        client = httpClient ?? new HttpClient();
    }

    public enum Method
    {
        DELETE,
        GET,
        PATCH,
        POST,
        PUT,
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">There is a query: only the published client builds one.</exception>
    public async Task<Response> RequestAsync(
        Method method,
        string requestBody = null,
        string queryParams = null,
        string urlPath = null,
        CancellationToken cancellationToken = default)
    {
        if (queryParams is not null)
            throw new NotSupportedException("This subset of SendGrid's client sends no query parameters.");

        using var request = NewRequest(method, requestBody, urlPath);
        var answer = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return new Response(answer.StatusCode, answer.Content, answer.Headers);
    }

    /// <inheritdoc/>
    public Task<Response> SendEmailAsync(SendGridMessage msg, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msg);
        return RequestAsync(Method.POST, msg.Serialize(), urlPath: "mail/send", cancellationToken: cancellationToken);
    }

    private HttpRequestMessage NewRequest(Method method, string requestBody, string urlPath)
    {
        // Without its last slash a base address would lose its last segment to the relative one.
        var baseAddress = new Uri(options.Host.EndsWith('/') ? options.Host : options.Host + "/");
        var path = options.Version is null ? urlPath : $"{options.Version}/{urlPath}";
        var request = new HttpRequestMessage(new HttpMethod(method.ToString()), new Uri(baseAddress, path));
        request.Headers.Authorization = options.Auth;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(JsonMediaType));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("sendgrid-subset", "1.0"));
        if (requestBody is not null)
        {
            request.Content = new StringContent(requestBody, Encoding.UTF8, JsonMediaType);
            // Some of SendGrid's endpoints refuse a charset beside application/json.
            request.Content.Headers.ContentType.CharSet = null;
        }

        return request;
    }
}
