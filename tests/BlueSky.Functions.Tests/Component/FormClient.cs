using System.Net;
using System.Text;
using BlueSky.Functions.Consultations;
using BlueSky.Functions.Http;
using BlueSky.Functions.Subscriptions;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Component;

/// <summary>Calls the real functions with a request of ASP.NET's own and executes what they answer.</summary>
internal static class FormClient
{
    /// <param name="with">What else is to be said in the request.</param>
    public static async Task<Response> PostAsync(
        TestApp app, string body, string form = "subscribe", string? accept = null, string? origin = null,
        string method = "POST", string client = "192.0.2.1", string contentType = "application/x-www-form-urlencoded",
        Action<HttpRequest>? with = null)
    {
        var context = new DefaultHttpContext { RequestServices = app.Services };
        context.Request.Method = method;
        context.Request.ContentType = contentType;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.Headers.Accept = accept;
        context.Request.Headers.Origin = origin;
        context.Connection.RemoteIpAddress = IPAddress.Parse(client);
        with?.Invoke(context.Request);

        return await ExecuteAsync(context, form switch
        {
            "subscribe" => await app.Function<SubscribeFunction>().HandleAsync(context.Request, CancellationToken.None),
            "consultation" => await app.Function<ConsultationFunction>().HandleAsync(context.Request, CancellationToken.None),
            _ => await app.Function<FormFunction>().HandleAsync(context.Request, form, CancellationToken.None),
        });
    }

    public static async Task<Response> ExecuteAsync(HttpContext context, IResult result)
    {
        var body = new MemoryStream();
        context.Response.Body = body;
        await result.ExecuteAsync(context);
        return new Response(
            context.Response.StatusCode, context.Response.Headers, Encoding.UTF8.GetString(body.ToArray()));
    }

    internal sealed record Response(int Status, IHeaderDictionary Headers, string Body);
}
