using System.Reflection;

namespace BlueSky.EndToEndTests.Hosting;

/// <summary>A fact about the published SDK packages; skipped, visibly, where the subsets are in use.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublishedSdkFactAttribute : FactAttribute
{
    public PublishedSdkFactAttribute() => Skip = Missing;

    /// <summary>Why not, or null.</summary>
    public static string? Missing { get; } = typeof(PublishedSdkFactAttribute).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Any(metadata => metadata is { Key: "SdkSource", Value: "published" })
        ? null
        : "Needs the published SDK packages: the subsets cannot attach to a Functions host.";
}
