using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BlueSky.Benchmarks.SortedStorage;

/// <summary>A request to one of the account's services; its answer is counted before it is sent.</summary>
/// <param name="Path">After the account's name.</param>
internal sealed record StorageRequest(
    HttpContext Context, string Path, ReadOnlyMemory<byte> Body, CountedAnswers Counted)
{
    public string Method => Context.Request.Method;

    public IHeaderDictionary Headers => Context.Request.Headers;

    public static async Task<StorageRequest> ReadAsync(HttpContext context, string account, CountedAnswers counted)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        // Request.Path keeps an escaped slash, which a key may have.
        var path = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        return new StorageRequest(context, PathIn(path, account), body.ToArray(), counted);
    }

    /// <param name="path">Begins with the account.</param>
    public static string PathIn(string path, string account) =>
        Uri.UnescapeDataString(path.TrimStart('/')[account.Length..].TrimStart('/'));

    /// <returns>Null when it is not given.</returns>
    public string? Query(string name) => Context.Request.Query[name] is [{ Length: > 0 } value] ? value : null;

    public async Task AnswerAsync(
        int status, ReadOnlyMemory<byte> body = default, string? type = null, int rows = 0, int examined = 0)
    {
        Counted.Add(new StorageCounts(1, rows, body.Length, examined));
        var response = Context.Response;
        response.StatusCode = status;
        response.Headers["x-ms-version"] = "2019-02-02";
        response.ContentType = type;
        if (!body.IsEmpty)
        {
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, Context.RequestAborted);
        }
    }

    public Task AnswerAsync(int status, string body, string type) =>
        AnswerAsync(status, Encoding.UTF8.GetBytes(body), type);
}
