using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using BlueSky.Functions.Backups;
using BlueSky.Functions.Storage;

namespace BlueSky.Functions.Tests.Storage;

public sealed class BackupRequestTests
{
    private static readonly PartName Part = new(new DateOnly(2026, 1, 8), "Submissions", 1);

    /// <summary>
    /// The role of infra/roles.bicep permits to add a blob: of all requests that write one, that is this one alone.
    /// </summary>
    [Fact]
    public async Task A_part_is_one_request_however_large_it_is()
    {
        using var service = new RecordedService();
        using var http = new HttpClient(service);
        var container = new BackupContainer(new(() => new BlobContainerClient(
            new Uri("https://backups.example/backups"),
            new BlobClientOptions { Transport = new HttpClientTransport(http) })));

        var written = await container.TryWriteAsync(Part, FillAsync, CancellationToken.None);

        Assert.InRange(written!.Content.Rows, 65, 150);
        var (line, bytes) = Assert.Single(service.Requests);
        Assert.Equal("PUT /backups/2026-01-08/Submissions/00001.jsonl.gz If-None-Match: *", line);
        Assert.InRange(bytes, 4 * 1024 * 1024, 5 * 1024 * 1024);
    }

    // Text by chance, so that nothing is gained by compressing it but the half that hex wastes.
    private static async Task<PartContent> FillAsync(PartWriter writer, CancellationToken stop)
    {
        var (count, last) = (0, new RowKey("2026-01-08", ""));
        for (; !writer.IsFull; count++)
        {
            last = new RowKey("2026-01-08", $"BSK-{count:D4}");
            await writer.WriteAsync(
                new TableRow(last, new Dictionary<string, object>
                {
                    ["Message"] = RandomNumberGenerator.GetHexString(64 * 1024),
                }),
                stop);
        }

        return new PartContent(last, last, count, IsLast: true, DateTimeOffset.UnixEpoch, "0123456789abcdef");
    }

    private sealed class RecordedService : HttpMessageHandler
    {
        public ConcurrentQueue<(string Line, long Bytes)> Requests { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            Requests.Enqueue((
                $"{request.Method} {request.RequestUri!.PathAndQuery} If-None-Match: {request.Headers.IfNoneMatch}",
                body.Length));
            var answer = new HttpResponseMessage(HttpStatusCode.Created) { Content = new ByteArrayContent([]) };
            answer.Headers.TryAddWithoutValidation("ETag", "\"0x1\"");
            answer.Content.Headers.LastModified = DateTimeOffset.UnixEpoch;
            return answer;
        }
    }
}
