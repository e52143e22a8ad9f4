using BlueSky.Functions.Forms;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>
/// The language in which staff may want to answer: the one that the page names in <c>_lang</c>, or else the one that
/// the visitor's browser prefers.
/// </summary>
internal static class VisitorLanguage
{
    /// <summary>RFC 5646 asks readers to allow for 35 characters.</summary>
    private const int MaxLength = 35;

    /// <returns>A language tag like <c>es</c> or <c>pt-BR</c>; null when unknown.</returns>
    public static string? Of(ControlFields control, HttpRequest request) =>
        TryParse(control.Language) ?? TryParse(Preferred(request.Headers.AcceptLanguage.ToString()));

    // Browsers send the preferred language first: "es-MX,es;q=0.9,en;q=0.8".
    private static string Preferred(string accepted) => accepted.Split(',', ';')[0];

    private static string? TryParse(string? text) =>
        text?.Trim() is { Length: > 0 and <= MaxLength } tag
        && char.IsAsciiLetter(tag[0]) && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? tag
            : null;
}
