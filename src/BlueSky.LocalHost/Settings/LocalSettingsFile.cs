using System.Text.Json;

namespace BlueSky.LocalHost.Settings;

/// <summary>
/// Reads <c>local.settings.json</c> in the Functions tools' format, for programs that run without these tools.
/// </summary>
internal static class LocalSettingsFile
{
    public const string Name = "local.settings.json";

    private static readonly JsonDocumentOptions Lenient =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The file's <c>Values</c>, where <c>__</c> means <c>:</c>.</summary>
    /// <exception cref="InvalidDataException">The file has another format; the message is for people.</exception>
    public static Dictionary<string, string?> Read(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file), Lenient);
            if (!json.RootElement.TryGetProperty("Values", out var values))
            {
                return [];
            }

            var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach (var value in values.EnumerateObject())
            {
                settings[value.Name.Replace("__", ":", StringComparison.Ordinal)] = value.Value.ToString();
            }

            return settings;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException(
                $"{file} is not JSON in the Functions tools' format: correct it to "
                + "{\"Values\": {\"Name\": \"value\"}}.");
        }
    }
}
