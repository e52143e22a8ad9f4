using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace BlueSky.Functions.Http;

/// <summary>
/// The script of the clinic's website: the one answer of the app that is everybody's, and kept. Its comments and its
/// indentation are for those who change it, and are not sent to each visitor.
/// </summary>
internal static partial class FormsScriptFunction
{
    // An hour until a new version is seen everywhere. While the app is away, a day-old script is better than none.
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
        // Answers If-None-Match and HEAD as well.
        return Results.Bytes(Script, "text/javascript; charset=utf-8", entityTag: Tag);
    }

    private static byte[] Read()
    {
        using var source = new StreamReader(
            typeof(FormsScriptFunction).Assembly.GetManifestResourceStream("forms.js")!, Encoding.UTF8);
        return Encoding.UTF8.GetBytes(Indentation().Replace(Comment().Replace(source.ReadToEnd(), ""), ""));
    }

    // One of the second kind stands on lines of its own.
    [GeneratedRegex(
        @"/\*.*?\*/|^[ ]*//[^\n]*",
        RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s+", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Indentation();
}
