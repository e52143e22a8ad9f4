using System.Reflection;
using System.Text.RegularExpressions;
using BlueSky.Functions;
using BlueSky.Functions.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Infra.Tests.App;

/// <summary>Every setting of the app, learnt by having the app read its settings.</summary>
internal static partial class AppSettings
{
    /// <summary>What no reader takes for a value, unless any text will do.</summary>
    private const string Meaningless = "!";

    private static readonly string[] Forms = ["consultation", "subscribe"];

    /// <remarks>Of two readers of one setting, the one that needs it is listed.</remarks>
    public static IReadOnlyList<Setting> Read() => Readers().SelectMany(Read)
        .OrderBy(setting => setting.Name, StringComparer.Ordinal).ThenBy(setting => setting.WhenMissing is null)
        .DistinctBy(setting => setting.Name).ToList();

    /// <summary>The names that the app asks for when it starts.</summary>
    public static IReadOnlyCollection<string> AskedForAtStart()
    {
        var configuration = new RecordingConfiguration(_ => null);
        var settings = new ServiceCollection().AddLogging().AddBlueSky(configuration).BuildServiceProvider()
            .GetRequiredService<AllSettings>();
        Assert.ThrowsAny<Exception>(settings.Validate);
        return configuration.Names;
    }

    private static IEnumerable<MethodInfo> Readers() =>
        from type in typeof(AllSettings).Assembly.GetTypes()
        let read = type.GetMethod("Read", [typeof(SettingsReader)])
        where read is { IsStatic: true, IsAbstract: false }
        select read;

    private static IEnumerable<Setting> Read(MethodInfo reader)
    {
        var (names, missing) = Run(reader, _ => null);
        return names.Select(name => new Setting(
            name,
            reader.DeclaringType!.Name,
            missing.GetValueOrDefault(name),
            Run(reader, asked => asked == name ? Meaningless : null).Problems.GetValueOrDefault(name)));
    }

    private static (IReadOnlyCollection<string> Names, Dictionary<string, string> Problems) Run(
        MethodInfo read, Func<string, string?> find)
    {
        var configuration = new RecordingConfiguration(find);
        var reader = new SettingsReader(configuration, Forms);
        read.Invoke(null, [reader]);
        return (
            configuration.Names,
            reader.Problems.Select(problem => Sentence().Match(problem))
                .GroupBy(
                    match => RecordingConfiguration.WithoutIndex(match.Groups["name"].Value),
                    match => match.Groups["problem"].Value)
                .ToDictionary(problems => problems.Key, problems => string.Join("; ", problems)));
    }

    [GeneratedRegex(@"^The setting (?<name>\S+) (?<problem>.+)\.$")]
    private static partial Regex Sentence();
}
