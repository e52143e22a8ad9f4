using System.Reflection;

namespace BlueSky.Functions.Telemetry;

/// <summary>The version of this build.</summary>
internal static class BuildVersion
{
    /// <summary>As the build set it: the version, then a <c>+</c> and the commit if known.</summary>
    public static string Full { get; } = typeof(BuildVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The commit of the build; the version when the commit is unknown.</summary>
    public static string Commit { get; } = CommitIn(Full);

    internal static string CommitIn(string version) =>
        version.LastIndexOf('+') is >= 0 and var plus && plus < version.Length - 1 ? version[(plus + 1)..] : version;
}
