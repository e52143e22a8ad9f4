using BlueSky.Functions.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace BlueSky.Functions.Http;

/// <summary>Result of reading a body.</summary>
internal abstract record BodyResult
{
    private BodyResult()
    {
    }

    internal sealed record Read(PostedForm Form) : BodyResult;

    internal sealed record TooLarge : BodyResult;

    internal sealed record UnsupportedType : BodyResult;

    /// <param name="Problem">A sentence that describes the error.</param>
    internal sealed record Malformed(string Problem) : BodyResult;
}

/// <summary>Reads form bodies: URL-encoded, multipart, JSON and plain text.</summary>
internal static class BodyReader
{
    public const int MaxBytes = 64 * 1024;

    // All of these are decoded in the same way: see BodyText.
    private static readonly HashSet<string> Charsets = new(StringComparer.OrdinalIgnoreCase)
    {
        "utf-8", "utf8", "us-ascii", "iso-8859-1", "windows-1252",
    };

    public static Task<BodyResult> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        ReadAsync(request, MaxBytes, cancellationToken);

    public static async Task<BodyResult> ReadAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (ParserFor(request) is not { } parse)
        {
            return new BodyResult.UnsupportedType();
        }

        try
        {
            return await RawBody.ReadAsync(request, maxBytes, cancellationToken) is not { } body
                    ? new BodyResult.TooLarge()
                : parse(body) is { } form ? new BodyResult.Read(form)
                : new BodyResult.UnsupportedType();
        }
        catch (MalformedBodyException e)
        {
            return new BodyResult.Malformed(e.Message);
        }
    }

    private static Func<ReadOnlyMemory<byte>, PostedForm?>? ParserFor(HttpRequest request)
    {
        if (!IsPlain(request.Headers.ContentEncoding)
            || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || (type.Charset.HasValue && !Charsets.Contains(HeaderUtilities.RemoveQuotes(type.Charset).ToString())))
        {
            return null;
        }

        return type.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/x-www-form-urlencoded" => body => UrlEncodedBody.Parse(body.Span),
            "application/json" => JsonBody.Parse,
            "multipart/form-data" => body => MultipartBody.Parse(body, type.Boundary.Value),
            "text/plain" => PlainTextBody.Parse,
            _ => null,
        };
    }

    private static bool IsPlain(StringValues contentEncoding) =>
        contentEncoding.Count == 0
        || contentEncoding.ToString().Trim().Equals("identity", StringComparison.OrdinalIgnoreCase);
}
