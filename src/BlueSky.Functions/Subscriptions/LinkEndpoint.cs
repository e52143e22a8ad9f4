using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Submissions;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// What every link of a mail goes through: method, token, answer. GET only ever shows a page, because mail scanners
/// open every link; what changes something is a POST, by the page's button or by a mail program's own (RFC 8058). No
/// cookie, no origin, no redirect: the token is the right to do it. Wrong tokens are counted like a form's posts, good
/// ones never: mail programs post for many people from few addresses.
/// </summary>
internal sealed class LinkEndpoint(ClientAddress client, ClientLimit limit, SubscriptionPages pages)
{
    private const string TokenField = "t";

    /// <param name="verify">From the token to what the link says; null when it is not ours.</param>
    /// <param name="show">Answers a GET, and changes nothing.</param>
    /// <param name="act">Answers a POST; null when there is nothing to do but to look.</param>
    /// <param name="withoutToken">
    /// Answers a request without any token, where the address is open to everybody; the post is null for a GET. When
    /// it returns null, the request is answered like a link that is not ours.
    /// </param>
    public async Task<IResult> HandleAsync<TLink>(
        HttpRequest request, Func<string?, TLink?> verify, Func<TLink, Task<IResult>> show,
        Func<TLink, LinkPost, Task<IResult>>? act, CancellationToken cancellationToken,
        Func<LinkPost?, Task<IResult?>>? withoutToken = null)
        where TLink : class
    {
        var headers = request.HttpContext.Response.Headers;
        ResponseHeaders.ApplySecurity(request.HttpContext.Response);
        // The address holds the token. Nothing here asks for an Origin, which this policy would turn into "null".
        headers["Referrer-Policy"] = "no-referrer";

        var isPost = HttpMethods.IsPost(request.Method) && act is not null;
        if (!isPost && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return new MethodNotAllowed(act is null ? "GET, HEAD" : "GET, HEAD, POST");
        }

        // A link that is not ours is answered before its body is read.
        var token = request.Query[TokenField].FirstOrDefault();
        var link = token is null ? null : verify(token);
        if (token is not null && link is null)
        {
            return await RefuseAsync(request);
        }

        var post = isPost ? await LinkPost.ReadAsync(request, cancellationToken) : LinkPost.Empty;
        token ??= post[TokenField];
        if (token is null && withoutToken is not null
            && await withoutToken(isPost ? post : null) is { } answer)
        {
            return answer;
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
            return await pages.UnavailableAsync();
        }
    }

    // With a count of their own: links that are cut off keep nobody from posting a form.
    private async Task<IResult> RefuseAsync(HttpRequest request)
    {
        if (limit.Exceeded($"links {ClientNetwork.Of(client.Of(request))}") is not { } wait)
        {
            return await pages.InvalidLinkAsync();
        }

        ResponseHeaders.ApplyRetryAfter(request.HttpContext.Response, wait);
        return await pages.TooManyAsync();
    }
}

/// <summary>
/// The fields that a button posts. A body that cannot be read is as good as none: the token is what counts.
/// </summary>
/// <param name="Query">For links that are put together by hand; the body wins.</param>
internal sealed record LinkPost(PostedForm Body, IReadOnlyList<PostedField> Query)
{
    /// <summary>A button's fields and a token are a few hundred.</summary>
    private const int MaxBytes = 4 * 1024;

    public static readonly LinkPost Empty = new(new PostedForm([]), []);

    /// <summary>A field's first value.</summary>
    public string? this[string name] => Body.Fields.Concat(Query).Where(field => field.Name == name)
        .Select(field => field.Value).FirstOrDefault();

    /// <summary>True for a button that was pressed: it sends its name with the value 1.</summary>
    public bool Says(string name) => this[name] == "1";

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
