using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BlueSky.Functions.Forms;

/// <summary>
/// The column for all fields without their own column: one flat JSON object with minimal escaping.
/// </summary>
internal static class ExtraFields
{
    /// <summary>
    /// In characters, for fields that the form does not define. A string property of Table Storage takes 32,768; the
    /// rest is for the form's fields without their own column, whose line breaks take four characters.
    /// </summary>
    public const int MaxJsonLength = 31_500;

    /// <summary>In characters: the limit of a string property in Table Storage.</summary>
    public const int MaxColumnLength = 32 * 1024;

    /// <summary>When the column is full, more fields are dropped, so that each keeps some of its text.</summary>
    private const int MaxFields = 500;

    /// <summary>
    /// Escapes only what JSON requires, so that text in any script keeps its length. System.Text.Json has no such
    /// encoder: its most relaxed one still escapes every emoji.
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

    /// <summary>
    /// Cuts the fields to the size of the column: the longest texts first, all to the same length.
    /// </summary>
    public static IReadOnlyList<PostedField> Fit(IReadOnlyList<PostedField> fields)
    {
        if (ToJson(fields).Length <= MaxColumnLength)
        {
            return fields;
        }

        var (fits, tooLong) = (0, MaxColumnLength);
        while (tooLong - fits > 1)
        {
            var middle = (fits + tooLong) / 2;
            (fits, tooLong) = ToJson(CutTo(middle)).Length <= MaxColumnLength ? (middle, tooLong) : (fits, middle);
        }

        return CutTo(fits);

        List<PostedField> CutTo(int length) => fields.Take(MaxFields)
            .Select(field => new PostedField(Cut(field.Name, length), Cut(field.Value, length))).ToList();
    }

    /// <summary>The first <paramref name="length"/> characters; a surrogate pair is not split.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text
            : length > 0 && char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)]
            : text[..length];

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
