using System.Text.Json;

namespace BlueSky.LocalHost.Settings;

/// <summary>What was set from outside: command line over environment over <c>local.settings.json</c>.</summary>
internal static class OutsideSettings
{
    private static readonly JsonDocumentOptions Lenient =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static IConfigurationRoot Read(string[] args, string currentDirectory) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(LocalSettingsFile(currentDirectory))
            .AddEnvironmentVariables()
            .AddCommandLine(args)
            .Build();

    /// <summary>Whether the SendGrid stand-in posts events.</summary>
    public static bool PostsEvents(IConfiguration outside) => outside["events"] is not { Length: > 0 } given
        || (bool.TryParse(given, out var wanted)
            ? wanted
            : throw new StartRefusedException($"--events is '{given}': say true or false."));

    // The nearest one at or above the current directory, up to the repository's top level.
    private static Dictionary<string, string?> LocalSettingsFile(string currentDirectory)
    {
        for (var folder = new DirectoryInfo(currentDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "local.settings.json");
            if (File.Exists(file))
                return Values(file);
            if (folder.EnumerateFiles("*.sln").Any())
                break;
        }

        return [];
    }

    /// <summary>The <c>Values</c> of a file in the Functions tools' shape, where <c>__</c> means <c>:</c>.</summary>
    private static Dictionary<string, string?> Values(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file), Lenient);
            if (!json.RootElement.TryGetProperty("Values", out var values))
                return [];

            var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach (var value in values.EnumerateObject())
                settings[value.Name.Replace("__", ":", StringComparison.Ordinal)] = value.Value.ToString();
            return settings;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new StartRefusedException(
                $"{file} is not JSON in the Functions tools' shape: correct it to "
                + "{\"Values\": {\"Name\": \"value\"}}.");
        }
    }
}
