using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Submissions;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// Handles every link in an email: method, token, response. GET only shows a page, because mail scanners open every
/// link; a change needs a POST, from the page's button or from a mail client (RFC 8058). No cookie, origin or redirect:
/// the token is the authorization. Invalid tokens are rate-limited like form posts, valid ones never: mail clients post
/// for many people from few addresses.
/// </summary>
internal sealed class LinkEndpoint(ClientAddress client, ClientLimit limit, SubscriptionPages pages)
{
    private const string TokenField = "t";

    /// <param name="verify">Returns the link's content; null when the token is invalid.</param>
    /// <param name="show">Handles a GET; changes nothing.</param>
    /// <param name="act">Handles a POST; null when the link only shows a page.</param>
    /// <param name="withoutToken">
    /// Handles a request without a token, where the page is public; the post is null for a GET. When it returns null,
    /// the request is refused like an invalid link.
    /// </param>
    public async Task<IResult> HandleAsync<TLink>(
        HttpRequest request, Func<string?, TLink?> verify, Func<TLink, Task<IResult>> show,
        Func<TLink, LinkPost, Task<IResult>>? act, CancellationToken cancellationToken,
        Func<LinkPost?, Task<IResult?>>? withoutToken = null)
        where TLink : class
    {
        var headers = request.HttpContext.Response.Headers;
        ResponseHeaders.ApplySecurity(request.HttpContext.Response);
        // The URL contains the token. This policy turns the Origin header into "null", but nothing here checks it.
        headers["Referrer-Policy"] = "no-referrer";

        var isPost = HttpMethods.IsPost(request.Method) && act is not null;
        if (!isPost && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return new MethodNotAllowed(act is null ? "GET, HEAD" : "GET, HEAD, POST");
        }

        // An invalid token is refused before the body is read.
        var token = request.Query[TokenField].FirstOrDefault();
        var link = token is null ? null : verify(token);
        if (token is not null && link is null)
        {
            return await RefuseAsync(request);
        }

        var post = isPost ? await LinkPost.ReadAsync(request, cancellationToken) : LinkPost.Empty;
        token ??= post[TokenField];
        if (token is null && withoutToken is not null
            && await withoutToken(isPost ? post : null) is { } response)
        {
            return response;
        }

        link ??= verify(token);
        if (link is null)
        {
            return await RefuseAsync(request);
        }

        try
        {
            return await (isPost ? act!(link, post) : show(link));
        }
        catch (StorageUnavailableException)
        {
            headers.RetryAfter = "30";
            return await pages.UnavailableAsync(request, isPost ? post : null);
        }
    }

    // Counted separately: broken links must not prevent form posts.
    private async Task<IResult> RefuseAsync(HttpRequest request)
    {
        if (limit.Exceeded($"links {ClientNetwork.Of(client.Of(request))}") is not { } wait)
        {
            return await pages.InvalidLinkAsync(request);
        }

        ResponseHeaders.ApplyRetryAfter(request.HttpContext.Response, wait);
        return await pages.TooManyAsync(request, wait);
    }
}

/// <summary>The fields that a button posts. An unreadable body counts as empty: the token decides.</summary>
/// <param name="Query">The fields of the query string, for links made by hand; the body takes precedence.</param>
internal sealed record LinkPost(PostedForm Body, IReadOnlyList<PostedField> Query)
{
    /// <summary>In bytes: the fields of a button and a token need a few hundred.</summary>
    private const int MaxBytes = 4 * 1024;

    /// <summary>The value that a button posts under its name.</summary>
    public const string Pressed = "1";

    public static readonly LinkPost Empty = new(new PostedForm([]), []);

    /// <summary>A field's first value.</summary>
    public string? this[string name] => Body.Fields.Concat(Query).Where(field => field.Name == name)
        .Select(field => field.Value).FirstOrDefault();

    /// <summary>True when the button of that name was pressed.</summary>
    public bool IsPressed(string name) => this[name] == Pressed;

    public static async Task<LinkPost> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var query = request.Query.Select(field => new PostedField(field.Key, field.Value.ToString())).ToList();
        return new LinkPost(
            await BodyReader.ReadAsync(request, MaxBytes, cancellationToken) is BodyResult.Read read
                ? read.Form
                : Empty.Body,
            query);
    }
}
