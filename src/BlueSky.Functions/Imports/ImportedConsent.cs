using System.Text.Json;

namespace BlueSky.Functions.Imports;

/// <summary>What someone agreed to, as this app exported it.</summary>
/// <param name="Page">Where the form was.</param>
internal sealed record ImportedConsent(string Text, string Version, string? Page)
{
    /// <summary>In characters of JSON: as much as 500 lines of a chunk have room for.</summary>
    private const int MaxLength = 600;

    public static ImportedConsent FromJson(string json) =>
        JsonSerializer.Deserialize(json, ImportJson.Default.ImportedConsent)
            ?? throw new JsonException("A stored consent is empty.");

    public string ToJson() => JsonSerializer.Serialize(this, ImportJson.Default.ImportedConsent);

    /// <returns>Null when it is too long to be kept.</returns>
    public ImportedConsent? IfShort() => ToJson().Length <= MaxLength ? this : null;
}
