using System.Net;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace BlueSky.SdkSubset.Tests;

/// <summary>Answers requests from a script, and keeps what was sent.</summary>
internal sealed class FakeService
{
    public const string Key = "bm90IGEga2V5";

    public const string ConnectionString = $"AccountName=clinic;AccountKey={Key}";

    private readonly Queue<Func<HttpResponseMessage>> answers = new();

    public List<SentRequest> Sent { get; } = [];

    /// <summary>The next answer; headers as <c>Name: value</c>.</summary>
    public FakeService Answer(int status, string body = "", params string[] headers)
    {
        answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status)
            {
                Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
            };
            foreach (var header in headers.Select(header => header.Split(": ", 2)))
            {
                if (!response.Headers.TryAddWithoutValidation(header[0], header[1]))
                    response.Content.Headers.TryAddWithoutValidation(header[0], header[1]);
            }
            return response;
        });
        return this;
    }

    public FakeService RefuseConnection(int times)
    {
        for (var i = 0; i < times; i++)
            answers.Enqueue(() => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        return this;
    }

    public TableClientOptions TableOptions() => SendHere(new TableClientOptions());

    public QueueClientOptions QueueOptions(QueueMessageEncoding encoding = QueueMessageEncoding.None) =>
        SendHere(new QueueClientOptions { MessageEncoding = encoding });

    /// <summary>Options that send to this service, and retry without waiting.</summary>
    private T SendHere<T>(T options) where T : ClientOptions
    {
        options.Transport = new HttpClientTransport(new HttpClient(new Handler(this)));
        options.Retry.Mode = RetryMode.Fixed;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return options;
    }

    private sealed class Handler(FakeService service) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)
                .ToDictionary(
                    header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            service.Sent.Add(new SentRequest(request.Method.Method, request.RequestUri!.AbsoluteUri, headers, body));
            return service.answers.Dequeue()();
        }
    }
}
