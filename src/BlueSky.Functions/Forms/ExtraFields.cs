using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BlueSky.Functions.Forms;

/// <summary>
/// The column that holds the fields without a column of their own: one flat JSON object, text unescaped.
/// </summary>
internal static class ExtraFields
{
    /// <summary>
    /// In characters. A string property of Table Storage takes 32,768; the rest is for known fields without a column
    /// of their own, whose line breaks grow fourfold.
    /// </summary>
    public const int MaxJsonLength = 31_500;

    /// <summary>
    /// Escapes what JSON itself demands and no more, so that ten thousand characters of any script stay ten thousand
    /// characters. System.Text.Json has no such encoder: its most relaxed one still escapes every emoji.
    /// </summary>
    public static string ToJson(IEnumerable<PostedField> fields)
    {
        var json = new StringBuilder("{");
        foreach (var (name, value) in fields)
        {
            json.Append(json.Length > 1 ? "," : "");
            AppendString(json, name);
            json.Append(':');
            AppendString(json, value);
        }

        return json.Append('}').ToString();
    }

    public static IReadOnlyList<PostedField> FromJson(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return [];
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject()
            .Select(property => new PostedField(property.Name, property.Value.GetString() ?? ""))
            .ToList();
    }

    /// <summary>The text as a JSON string, quotes included.</summary>
    public static string Quote(string text)
    {
        var json = new StringBuilder(text.Length + 2);
        AppendString(json, text);
        return json.ToString();
    }

    private static void AppendString(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => json.Append('\\').Append(c),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                < ' ' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        }

        json.Append('"');
    }
}
