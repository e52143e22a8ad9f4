using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using BlueSky.Functions.Storage;

namespace BlueSky.Functions.Tests.Storage;

/// <summary>
/// A table service for the published client with the product's own options: it answers from a script, and keeps what it
/// was sent.
/// </summary>
internal sealed class FakeTableService : IDisposable
{
    public const string ConnectionString = "AccountName=clinic;AccountKey=bm90IGEga2V5";

    private readonly Queue<Func<SentRequest, HttpResponseMessage>> answers = new();
    private readonly HttpClient http;

    public FakeTableService()
    {
        http = new HttpClient(new Handler(this));
        var options = Options();
        StorageClients.ConfigureRetries(options.Retry);
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        Client = new TableServiceClient(ConnectionString, options);
    }

    public TableServiceClient Client { get; }

    public List<SentRequest> Sent { get; } = [];

    /// <summary>As published, but for where requests go and how long a retry waits.</summary>
    public TableClientOptions Options() => new()
    {
        Transport = new HttpClientTransport(http),
        Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) },
    };

    public FakeTableService Answer(int status, string body = "", params (string Name, string Value)[] headers) =>
        Answer(_ => Response(status, body, headers));

    /// <summary>An answer that depends on what was sent before it.</summary>
    public FakeTableService Answer(int status, Func<string> body) => Answer(_ => Response(status, body()));

    public FakeTableService Refuse(int status, string code) =>
        Answer(status, Error(code, "No."));

    /// <summary>The request may have been carried out: its answer does not arrive.</summary>
    public FakeTableService LoseAnswer(int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            Answer(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded));
        }

        return this;
    }

    /// <summary>Takes a transaction, whatever is in it; the new versions are 1, 2, …</summary>
    public FakeTableService TakeTransaction() => Answer(request => TransactionResponse(
        Enumerable.Range(1, Transaction.Read(request.Body).Actions.Count)
            .Select(i => $"HTTP/1.1 204 No Content\r\nETag: W/\"{i}\"\r\n\r\n")));

    /// <summary>Refuses a transaction as the service does: 202, with the status inside.</summary>
    public FakeTableService RefuseTransaction(int status, string code) => Answer(_ => TransactionResponse(
    [
        $"HTTP/1.1 {status} Refused\r\nContent-Type: application/json\r\n\r\n{Error(code, "0:No.")}\r\n",
    ]));

    public void Dispose() => http.Dispose();

    private static string Error(string code, string message) =>
        $$$"""{"odata.error":{"message":{"lang":"en-US","value":"{{{message}}}"},"code":"{{{code}}}"}}""";

    private FakeTableService Answer(Func<SentRequest, HttpResponseMessage> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    private static HttpResponseMessage TransactionResponse(IEnumerable<string> answers) => Response(
        202,
        "--batch\r\nContent-Type: multipart/mixed; boundary=changes\r\n\r\n"
            + string.Concat(answers.Select(answer =>
                "--changes\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n" + answer))
            + "--changes--\r\n--batch--\r\n",
        ("Content-Type", "multipart/mixed; boundary=batch"));

    private static HttpResponseMessage Response(
        int status, string body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        foreach (var (name, value) in headers)
        {
            _ = response.Headers.TryAddWithoutValidation(name, value)
                || response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private sealed class Handler(FakeTableService service) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sent = new SentRequest(
                request.Method.Method,
                request.RequestUri!.PathAndQuery,
                request.Headers.NonValidated.TryGetValues("If-Match", out var versions) ? versions.ToString() : null,
                request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
            service.Sent.Add(sent);
            return service.answers.Dequeue()(sent);
        }
    }
}

internal sealed record SentRequest(string Method, string Path, string? IfMatch, string Body);
