using System.Net;
using System.Text;
using BlueSky.Functions.Tests.Component;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Api;

/// <summary>A request to whichever function has its address.</summary>
/// <param name="Target">The path, and the query if there is one.</param>
internal sealed record ApiRequest(string Method, string Target)
{
    public string? ContentType { get; init; }

    public byte[] Body { get; init; } = [];

    /// <summary>The connection breaks while the body is read.</summary>
    public bool BreaksOff { get; init; }

    public Dictionary<string, string?> Headers { get; init; } = [];

    /// <summary>As the document names it, as in <c>POST /api/f/{form}</c>.</summary>
    public string Operation => $"{Method} {Endpoint.At(Path).Path}";

    private string Path => Target.Split('?')[0];

    public static ApiRequest Form(string target, string fields) => new("POST", target)
    {
        ContentType = "application/x-www-form-urlencoded", Body = Encoding.UTF8.GetBytes(fields),
    };

    public static ApiRequest Json(string target, string body) => new("POST", target)
    {
        ContentType = "application/json", Body = Encoding.UTF8.GetBytes(body),
    };

    public Task<FormClient.Response> SendAsync(TestApp app)
    {
        var context = new DefaultHttpContext { RequestServices = app.Services };
        context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.1");
        context.Request.Method = Method;
        context.Request.Path = Path;
        context.Request.QueryString = new QueryString(Target[Path.Length..]);
        context.Request.ContentType = ContentType;
        context.Request.Body = BreaksOff ? new BrokenBody() : new MemoryStream(Body);
        foreach (var (name, value) in Headers)
        {
            context.Request.Headers[name] = value;
        }

        return Endpoint.At(Path).AnswerAsync(app, context);
    }

    private sealed class BrokenBody : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("The client has gone.");
    }
}
