using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Storage.Shared;

/// <summary>Azure.Core's pipeline, set up for one storage service: version, authentication, errors.</summary>
internal sealed class StoragePipeline(ClientOptions options, HttpPipelinePolicy authentication, string version)
{
    private readonly HttpPipeline pipeline = HttpPipelineBuilder.Build(new HttpPipelineOptions(options)
    {
        PerRetryPolicies = { authentication },
        RequestFailedDetailsParser = StorageErrorParser.Instance,
    });

    public static HttpPipelinePolicy TokenAuthentication(TokenCredential credential) =>
        new BearerTokenAuthenticationPolicy(credential, "https://storage.azure.com/.default");

    public HttpMessage Message(RequestMethod method, string uri, RequestContent? content = null)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(uri));
        message.Request.Content = content;
        message.Request.Headers.SetValue("x-ms-version", version);
        return message;
    }

    /// <param name="message">What to send.</param>
    /// <param name="accepted">An error's status that the caller takes as an answer.</param>
    /// <param name="cancellationToken">Ends the waiting, not what the service may have begun.</param>
    /// <exception cref="RequestFailedException">The service answered with an error other than the accepted.</exception>
    /// <exception cref="AggregateException">No attempt was answered at all.</exception>
    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken, int accepted = 0)
    {
        await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var response = message.Response;
        return response.IsError && response.Status != accepted ? throw new RequestFailedException(response) : response;
    }
}
