using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace BlueSky.Content.Localization;

/// <summary>A text as HTML: <c>**strong**</c>, and values in the place of names in braces.</summary>
internal static class Phrase
{
    /// <param name="values">Strings, which are encoded, or fragments such as a link, by name.</param>
    // Sequence numbers are for updates of a page; these are rendered once.
    public static RenderFragment Of(string text, params (string Name, object Value)[] values) => builder =>
    {
        var (start, isStrong) = (0, false);
        foreach (var match in Texts.Markup().Matches(text).Cast<Match>())
        {
            builder.AddContent(0, text[start..match.Index]);
            start = match.Index + match.Length;
            if (match.Groups["name"] is not { Success: true, Value: var name })
            {
                builder.AddMarkupContent(0, isStrong ? "</strong>" : "<strong>");
                isStrong = !isStrong;
            }
            else if (values.First(value => value.Name == name).Value is RenderFragment fragment)
            {
                builder.AddContent(0, fragment);
            }
            else
            {
                var value = (string)values.First(value => value.Name == name).Value;
                builder.AddContent(0, WithOnePeriod(value, text[start..]));
            }
        }

        builder.AddContent(0, text[start..]);
    };

    /// <summary>The same as plain text, without the stars.</summary>
    public static string Plain(string text, params (string Name, string Value)[] values) =>
        Texts.Markup().Replace(text, match => match.Groups["name"] is { Success: true, Value: var name }
            ? WithOnePeriod(values.First(value => value.Name == name).Value, text[(match.Index + match.Length)..])
            : "");

    // A sentence that ends with "5 p. m." has no other period.
    private static string WithOnePeriod(string value, string next) =>
        value.EndsWith('.') && next.TrimStart('*').StartsWith('.') ? value[..^1] : value;
}
