using BlueSky.Content.Localization;
using BlueSky.Functions.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace BlueSky.Functions.Http;

/// <summary>
/// The language of a visitor: the one that the form or a link names, or else the one that the browser prefers. Staff
/// see it, and answers, pages and emails are written in it where there are texts.
/// </summary>
internal static class VisitorLanguage
{
    /// <summary>In the address of a page of this app.</summary>
    private const string QueryField = "lang";

    /// <summary>RFC 5646 asks readers to allow for 35 characters.</summary>
    private const int MaxLength = 35;

    /// <returns>A language tag like <c>es</c> or <c>pt-BR</c>; null when unknown.</returns>
    public static string? Of(ControlFields control, HttpRequest request) =>
        TryParse(control.Language) ?? PreferredBy(request);

    /// <summary>Of a page that no link in an email opened, or of a post that could not be read.</summary>
    public static Texts TextsOf(HttpRequest request) =>
        Texts.For(TagIn(request.Query) ?? PreferredBy(request));

    /// <summary>Of a page that a link in an email opened: it names its language, unless that is English.</summary>
    public static Texts TextsOfLink(HttpRequest request) => Texts.For(TagIn(request.Query));

    /// <summary>The end of a link, after its first parameter: nothing for English.</summary>
    public static string QueryOf(Texts texts) => texts == Texts.English ? "" : $"&{QueryField}={texts.Tag}";

    // Email programs add characters at the end of a link.
    private static string? TagIn(IQueryCollection query) =>
        TryParse(string.Concat((query[QueryField].FirstOrDefault() ?? "").TakeWhile(char.IsAsciiLetter)));

    private static string? PreferredBy(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(
            [.. request.Headers.AcceptLanguage.OfType<string>()], out var accepted)
            // A stable sort: of equals, the first is preferred.
            ? accepted.OrderByDescending(language => language.Quality ?? 1)
                .Select(language => TryParse(language.Value.Value)).FirstOrDefault(tag => tag is not null)
            : null;

    private static string? TryParse(string? text) =>
        text?.Trim() is { Length: > 0 and <= MaxLength } tag
        && char.IsAsciiLetter(tag[0]) && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? tag
            : null;
}
