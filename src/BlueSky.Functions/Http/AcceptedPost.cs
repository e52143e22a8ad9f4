using System.Globalization;
using BlueSky.Content.Pages;

namespace BlueSky.Functions.Http;

/// <summary>What a visitor is told about an accepted post: the content of the link to the thank-you page.</summary>
/// <param name="Form">The form's name.</param>
/// <param name="PromisedBy">By when the visitor was promised an answer; null when nothing was promised.</param>
internal sealed record AcceptedPost(string Form, string Id, Reach Reach, DateTimeOffset? PromisedBy)
{
    private const char Separator = '-';

    /// <summary>Formats the subject of a token.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Form}{Separator}{(int)Reach}{Separator}{PromisedBy?.ToUnixTimeSeconds() ?? 0}{Separator}{Id}");

    /// <param name="subject">The subject of a verified token, so its format is valid.</param>
    public static AcceptedPost Parse(string subject)
    {
        // The id is last, because it contains the separator.
        var parts = subject.Split(Separator, 4);
        var promisedBy = long.Parse(parts[2], CultureInfo.InvariantCulture);
        return new AcceptedPost(
            parts[0],
            parts[3],
            (Reach)int.Parse(parts[1], CultureInfo.InvariantCulture),
            promisedBy == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(promisedBy));
    }
}
