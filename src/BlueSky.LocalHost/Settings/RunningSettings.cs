using System.Text.Encodings.Web;
using System.Text.Json;

namespace BlueSky.LocalHost.Settings;

/// <summary>
/// The app's settings of this run, in a file in the data folder while it runs. With this file, the operator's tool can
/// use LocalHost's storage.
/// </summary>
internal sealed class RunningSettings : IDisposable
{
    /// <summary>Only the app's sections: the configuration also contains the whole environment.</summary>
    private static readonly string[] Sections =
    [
        "Altcha", "AzureWebJobsStorage", "Backup", "Clinic", "Consultations", "Limits", "Mail", "Notifications",
        "Retention", "Secrets", "SendGrid", "Site", "Spam", "Staff", "Subscriptions", "Sweep", "Turnstile", "Webflow",
    ];

    private static readonly JsonWriterOptions Readable =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string file;

    private RunningSettings(string file) => this.file = file;

    public static RunningSettings Write(IConfiguration settings, string dataDirectory)
    {
        var file = Path.Combine(dataDirectory, LocalSettingsFile.Name);
        // A file left by a killed run may have other permissions.
        File.Delete(file);
        using var stream = PrivateFile.Create(file);
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
