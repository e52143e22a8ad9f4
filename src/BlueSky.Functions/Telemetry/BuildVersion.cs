using System.Reflection;

namespace BlueSky.Functions.Telemetry;

/// <summary>Which build this is.</summary>
internal static class BuildVersion
{
    /// <summary>As the build wrote it down: the version, and behind a <c>+</c> the commit if it knew that.</summary>
    public static string Full { get; } = typeof(BuildVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The commit it was built from; the version where the build knew no commit.</summary>
    public static string Commit { get; } = CommitIn(Full);

    internal static string CommitIn(string version) =>
        version.LastIndexOf('+') is >= 0 and var plus && plus < version.Length - 1 ? version[(plus + 1)..] : version;
}
