using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using BlueSky.Content.Localization;
using BlueSky.Functions.Settings;
using Microsoft.Net.Http.Headers;

namespace BlueSky.Functions.Http;

/// <summary>
/// The script for the clinic's website as it is served: without its comments and indentation, with its texts and the
/// clinic's phone number.
/// </summary>
internal sealed partial class FormsScript
{
    private const string TextsInSource = "JSON.parse('%TEXTS%')";

    private static readonly string[] Names =
        ["Done", "Failed", "Sending", "Offline", "OurFault", "DidYouMean", "Use", "Problem", "Problems"];

    // It is a script of its own and never part of an HTML page.
    private static readonly ScriptJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public FormsScript(ClinicSettings clinic)
    {
        var texts = JsonSerializer.Serialize(
            new ScriptTexts(TextsIn(Texts.English), TextsIn(Texts.Spanish), clinic.Phone), Json.ScriptTexts);
        Content = Encoding.UTF8.GetBytes(Read().Replace(TextsInSource, texts, StringComparison.Ordinal));
        Tag = new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(Content))[..16]}\"");
    }

    public byte[] Content { get; }

    public EntityTagHeaderValue Tag { get; }

    private static Dictionary<string, string> TextsIn(Texts texts) =>
        Names.ToDictionary(JsonNamingPolicy.CamelCase.ConvertName, name => texts[$"Script.{name}"]);

    private static string Read()
    {
        using var source = new StreamReader(
            typeof(FormsScript).Assembly.GetManifestResourceStream("forms.js")!, Encoding.UTF8);
        return Indentation().Replace(Comment().Replace(source.ReadToEnd(), ""), "");
    }

    // A comment with // must have its own line.
    [GeneratedRegex(
        @"/\*.*?\*/|^[ ]*//[^\n]*",
        RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s+", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Indentation();
}

/// <summary>The texts of the script by their names, in both languages.</summary>
internal sealed record ScriptTexts(Dictionary<string, string> En, Dictionary<string, string> Es, string Phone);

[JsonSerializable(typeof(ScriptTexts))]
internal sealed partial class ScriptJson : JsonSerializerContext;
