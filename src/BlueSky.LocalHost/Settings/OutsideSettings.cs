namespace BlueSky.LocalHost.Settings;

/// <summary>
/// The user's settings: the command line overrides the environment, which overrides <c>local.settings.json</c>.
/// </summary>
internal static class OutsideSettings
{
    private const string Debugger = "wait-for-debugger";

    private static readonly string[] OwnOptions = ["urls", "data", "worker", "demo", "events", Debugger];

    public static IConfigurationRoot Read(string[] args, string currentDirectory) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(NearestFile(currentDirectory))
            .AddEnvironmentVariables()
            .AddCommandLine([.. args.Select(argument => argument == $"--{Debugger}" ? $"{argument}=true" : argument)])
            .Build();

    /// <summary>True for LocalHost's own options, which the app does not get.</summary>
    public static bool IsLocalHosts(string setting) => OwnOptions.Contains(setting, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the SendGrid stand-in posts events.</summary>
    public static bool PostsEvents(IConfiguration outside) => Flag(outside, "events", fallback: true);

    /// <summary>Whether the front desk gets invented requests.</summary>
    public static bool FillsDemo(IConfiguration outside) => Flag(outside, "demo", fallback: false);

    /// <summary>Whether the worker waits for a debugger before the app's first line.</summary>
    public static bool WaitsForDebugger(IConfiguration outside) => Flag(outside, Debugger, fallback: false);

    private static bool Flag(IConfiguration outside, string name, bool fallback) =>
        outside[name] is not { Length: > 0 } given ? fallback
        : bool.TryParse(given, out var value) ? value
        : throw new StartRefusedException($"--{name} is '{given}': say true or false.");

    // The nearest file in the current directory or its parents, up to the repository's root.
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
