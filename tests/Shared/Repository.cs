namespace BlueSky.Testing;

/// <summary>Where things lie in this checkout: the tests run in artifacts/bin/{project}/{configuration}.</summary>
public static class Repository
{
    private static readonly DirectoryInfo Output = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>As the folders of the output write it.</summary>
    public static string Configuration => Output.Name;

    public static string Artifacts => Output.Parent!.Parent!.Parent!.FullName;

    public static string Root => Path.GetDirectoryName(Artifacts)!;

    /// <summary>The one that runs.</summary>
    public static string Project => Output.Parent!.Name;

    public static string LocalHostAssembly => Assembly("BlueSky.LocalHost");

    public static string EnduranceAssembly => Assembly("BlueSky.Endurance");

    public static string ToolAssembly => Assembly("BlueSky.Tool");

    public static string ToolProject => Path.Combine(Root, "src", "BlueSky.Tool");

    /// <summary>What would be deployed, as far as an ordinary build makes it.</summary>
    public static string AppFolder => Path.Combine(Artifacts, "bin", "BlueSky.Functions", Output.Name);

    public static string BenchmarksAssembly => Assembly("BlueSky.Benchmarks");

    public static string NpmManifest => Path.Combine(Output.FullName, "npm");

    /// <summary>Pages as a website builder makes them.</summary>
    public static string WebflowPages => Path.Combine(Output.FullName, "pages");

    public static string GuideImages => Path.Combine(Root, "docs", "images");

    public static string FormsScript => Path.Combine(Output.FullName, "website", "forms.js");

    public static string SmokeScript => Path.Combine(Output.FullName, "infra", "smoke.mjs");

    public static string OpenApiDocument => Path.Combine(Output.FullName, "openapi.yaml");

    public static string HttpFile => Path.Combine(Output.FullName, "tests.http");

    private static string Assembly(string project) =>
        Path.Combine(Artifacts, "bin", project, Output.Name, $"{project}.dll");
}
