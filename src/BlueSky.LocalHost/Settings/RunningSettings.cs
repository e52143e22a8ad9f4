using System.Text.Encodings.Web;
using System.Text.Json;

namespace BlueSky.LocalHost.Settings;

/// <summary>
/// The app's settings of this run, in a file in the data folder as long as it runs: with it the operator's tool works
/// on what LocalHost has stored.
/// </summary>
internal sealed class RunningSettings : IDisposable
{
    /// <summary>The app's; the configuration also holds the whole environment, which is nobody's business.</summary>
    private static readonly string[] Sections =
    [
        "Altcha", "AzureWebJobsStorage", "Clinic", "Consultations", "Limits", "Mail", "Notifications", "Secrets",
        "SendGrid", "Site", "Spam", "Subscriptions", "Sweep", "Turnstile", "Webflow",
    ];

    private static readonly JsonWriterOptions Readable =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string file;

    private RunningSettings(string file) => this.file = file;

    public static RunningSettings Write(IConfiguration settings, string dataDirectory)
    {
        var file = Path.Combine(dataDirectory, LocalSettingsFile.Name);
        // One that a killed run left may have been given other rights.
        File.Delete(file);
        using var stream = OwnersFile.Create(file);
        using var json = new Utf8JsonWriter(stream, Readable);
        json.WriteStartObject();
        json.WriteStartObject("Values");
        foreach (var (name, value) in ValuesOf(settings))
            json.WriteString(name.Replace(":", "__", StringComparison.Ordinal), value);

        json.WriteEndObject();
        json.WriteEndObject();
        return new RunningSettings(file);
    }

    public void Dispose() => File.Delete(file);

    private static IEnumerable<KeyValuePair<string, string?>> ValuesOf(IConfiguration settings) =>
        Sections.SelectMany(section => settings.GetSection(section).AsEnumerable())
            .Where(setting => setting.Value is not null)
            .OrderBy(setting => setting.Key, StringComparer.Ordinal);
}
