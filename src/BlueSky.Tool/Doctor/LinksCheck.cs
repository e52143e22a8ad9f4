using BlueSky.Functions.Http;

namespace BlueSky.Tool.Doctor;

/// <summary>Whether the pages that emails and answers lead to can be opened.</summary>
internal sealed class LinksCheck(Web web)
{
    public async Task<IReadOnlyList<Finding>> RunAsync(IReadOnlyList<Link> links, CancellationToken stop)
    {
        var findings = new List<Finding>();
        foreach (var link in links)
        {
            if (await web.FindProblemAsync(link.Url, link.MayRefuse, stop) is { } problem)
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
}
