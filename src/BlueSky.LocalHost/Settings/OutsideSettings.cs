using BlueSky.Functions.Settings;

namespace BlueSky.LocalHost.Settings;

/// <summary>What was set from outside: command line over environment over <c>local.settings.json</c>.</summary>
internal static class OutsideSettings
{
    public static IConfigurationRoot Read(string[] args, string currentDirectory) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(NearestFile(currentDirectory))
            .AddEnvironmentVariables()
            .AddCommandLine(args)
            .Build();

    /// <summary>Whether the SendGrid stand-in posts events.</summary>
    public static bool PostsEvents(IConfiguration outside) => outside["events"] is not { Length: > 0 } given
        || (bool.TryParse(given, out var wanted)
            ? wanted
            : throw new StartRefusedException($"--events is '{given}': say true or false."));

    // The nearest one at or above the current directory, up to the repository's top level.
    private static Dictionary<string, string?> NearestFile(string currentDirectory)
    {
        for (var folder = new DirectoryInfo(currentDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, LocalSettingsFile.Name);
            if (File.Exists(file))
                return Values(file);
            if (folder.EnumerateFiles("*.sln").Any())
                break;
        }

        return [];
    }

    private static Dictionary<string, string?> Values(string file)
    {
        try
        {
            return LocalSettingsFile.Read(file);
        }
        catch (InvalidDataException malformed)
        {
            throw new StartRefusedException(malformed.Message);
        }
    }
}
