using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace BlueSky.Functions.Http;

/// <summary>
/// Serves the script for the clinic's website, without its comments and indentation. It is the only response of the
/// app that may be cached.
/// </summary>
internal static partial class FormsScriptFunction
{
    // A new version is used everywhere after an hour. While the app is unavailable, a day-old script may be used.
    private const string Caching = "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=86400";

    private static readonly byte[] Script = Read();
    private static readonly EntityTagHeaderValue Tag = new($"\"{Convert.ToHexString(SHA256.HashData(Script))[..16]}\"");

    [Function("forms-script")]
    public static IResult Handle(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/forms.js")] HttpRequest request)
    {
        ResponseHeaders.ApplySecurity(request.HttpContext.Response);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return new MethodNotAllowed("GET, HEAD");
        }

        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = Caching;
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        // Also handles If-None-Match and HEAD.
        return Results.Bytes(Script, "text/javascript; charset=utf-8", entityTag: Tag);
    }

    private static byte[] Read()
    {
        using var source = new StreamReader(
            typeof(FormsScriptFunction).Assembly.GetManifestResourceStream("forms.js")!, Encoding.UTF8);
        return Encoding.UTF8.GetBytes(Indentation().Replace(Comment().Replace(source.ReadToEnd(), ""), ""));
    }

    // A comment with // must have its own line.
    [GeneratedRegex(
        @"/\*.*?\*/|^[ ]*//[^\n]*",
        RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s+", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Indentation();
}
