namespace BlueSky.LocalHost.Settings;

/// <summary>What was set from outside: command line over environment over <c>local.settings.json</c>.</summary>
internal static class OutsideSettings
{
    private const string Debugger = "wait-for-debugger";

    private static readonly string[] Own = ["urls", "data", "worker", "events", Debugger];

    public static IConfigurationRoot Read(string[] args, string currentDirectory) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(NearestFile(currentDirectory))
            .AddEnvironmentVariables()
            .AddCommandLine([.. args.Select(argument => argument == $"--{Debugger}" ? $"{argument}=true" : argument)])
            .Build();

    /// <summary>True for LocalHost's own options, which the app is not told.</summary>
    public static bool IsLocalHosts(string setting) => Own.Contains(setting, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the SendGrid stand-in posts events.</summary>
    public static bool PostsEvents(IConfiguration outside) => Flag(outside, "events", otherwise: true);

    /// <summary>Whether the worker waits for a debugger before the app's first line.</summary>
    public static bool WaitsForDebugger(IConfiguration outside) => Flag(outside, Debugger, otherwise: false);

    private static bool Flag(IConfiguration outside, string name, bool otherwise) =>
        outside[name] is not { Length: > 0 } given ? otherwise
        : bool.TryParse(given, out var wanted) ? wanted
        : throw new StartRefusedException($"--{name} is '{given}': say true or false.");

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
