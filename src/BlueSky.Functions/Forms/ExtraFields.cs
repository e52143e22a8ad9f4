using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BlueSky.Functions.Forms;

/// <summary>The column that holds the fields without a column of their own: one flat JSON object, text unescaped.</summary>
internal static class ExtraFields
{
    /// <summary>In characters. A string property of Table Storage takes 32,768; the rest is for known fields.</summary>
    public const int MaxJsonLength = 32_000;

    // Stored, never put into a page as it is: only what JSON itself demands is escaped, so that ten thousand
    // characters of any script stay ten thousand characters.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ToJson(IEnumerable<PostedField> fields)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in fields)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
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
}
