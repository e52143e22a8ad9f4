namespace BlueSky.Functions.Http;

/// <summary>Whether a page can be opened, with its redirects.</summary>
internal static class PageProbe
{
    private const int MaxRedirects = 5;

    /// <param name="mayRefuse">Whether the page may be for people who have signed in.</param>
    /// <returns>Null when it can; otherwise what is wrong, to continue a sentence.</returns>
    public static async Task<string?> FindProblemAsync(this Web web, Uri url, bool mayRefuse, CancellationToken stop)
    {
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            var answer = await AskAsync(web, HttpMethod.Head, url, stop);
            if (answer.Status is >= 400)
            {
                // Some servers know only GET.
                answer = await AskAsync(web, HttpMethod.Get, url, stop);
            }

            if (answer.Status is null or >= 400)
            {
                return mayRefuse && answer.Status is < 500 ? null : answer.Failure;
            }

            if (answer.Status is < 300 || answer.Location is null)
            {
                return null;
            }

            url = new Uri(url, answer.Location);
            if (url.Scheme is not ("http" or "https"))
            {
                return "leads to another program than a browser";
            }
        }

        return "leads in circles: it redirects too often";
    }

    private static async Task<WebAnswer> AskAsync(Web web, HttpMethod method, Uri url, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, url);
        return await web.AskAsync(request, readBody: false, stop);
    }
}
