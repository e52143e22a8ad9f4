namespace BlueSky.Tool.Doctor;

/// <summary>Whether the pages that emails and answers lead to can be opened.</summary>
internal sealed class LinksCheck(Web web)
{
    private const int MaxRedirects = 5;

    public async Task<IReadOnlyList<Finding>> RunAsync(IReadOnlyList<Link> links, CancellationToken stop)
    {
        var findings = new List<Finding>();
        foreach (var link in links)
        {
            if (await ProblemAsync(link, stop) is { } problem)
            {
                findings.Add(Finding.Wrong(
                    $"{link.Name}: {Shown(link.Url)} {problem}.", "Correct the setting, or publish the page."));
            }
        }

        return findings.Count > 0 ? findings
            : links.Count == 0 ? []
            : [Finding.Ok($"links: {string.Join(", ", links.Select(link => link.Name))} can be opened")];
    }

    /// <summary>Without what may be secret: a name and password, a query.</summary>
    public static string Shown(Uri url) => url.GetComponents(
        UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private async Task<string?> ProblemAsync(Link link, CancellationToken stop)
    {
        var url = link.Url;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            var answer = await AskAsync(HttpMethod.Head, url, stop);
            if (answer.Status is >= 400)
            {
                // Some servers know only GET.
                answer = await AskAsync(HttpMethod.Get, url, stop);
            }

            if (answer.Status is null or >= 400)
            {
                return link.MayRefuse && answer.Status is < 500 ? null : answer.Failure;
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

    private async Task<WebAnswer> AskAsync(HttpMethod method, Uri url, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, url);
        return await web.AskAsync(request, readBody: false, stop);
    }
}
