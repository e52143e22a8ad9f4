using System.Text;
using BlueSky.Functions.Tests.Component;

namespace BlueSky.Functions.Tests.Hostile;

/// <summary>A post as it goes over the wire, with what its sender meant by it.</summary>
/// <param name="Body">Encoded as the content type says, or damaged.</param>
/// <param name="Typed">
/// What has a name and a value and steers nothing; null when the body is damaged, and nobody can say what was meant.
/// </param>
internal sealed record HostilePost(
    string Form, string ContentType, string? ContentEncoding, byte[] Body, bool AsksForJson, string? Origin,
    IReadOnlyList<string>? Typed)
{
    /// <summary>Without what changes who is thought to post.</summary>
    public const string Network = "192.0.2.1";

    public Task<FormClient.Response> SendAsync(TestApp app, string client = Network, bool driven = false) => FormClient.PostAsync(
        app, "", Form, AsksForJson ? "application/json" : "text/html", Origin, client: client,
        contentType: ContentType, with: request =>
        {
            request.Body = new MemoryStream(Body, writable: false);
            request.ContentLength = Body.Length;
            if (ContentEncoding is not null)
            {
                request.Headers.ContentEncoding = ContentEncoding;
            }

            if (driven)
            {
                request.Headers["Formspree-Session-Data"] =
                    Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"webdriver":true}"""));
            }
        });

    public override string ToString() =>
        $"POST {Form} {(AsksForJson ? "json" : "html")} Origin: {Origin} Content-Type: {ContentType} "
        + $"Content-Encoding: {ContentEncoding}\n{Readable(Body)}\n{Body.Length:N0} bytes";

    /// <summary>In ASCII, and no longer than one reads.</summary>
    public static string Readable(byte[] body) => string.Concat(body.Take(2_000).Select(b =>
        b is >= (byte)' ' and <= (byte)'~' ? $"{(char)b}" : $"\\x{b:x2}"));
}
