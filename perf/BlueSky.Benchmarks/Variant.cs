namespace BlueSky.Benchmarks;

/// <summary>The app with other arguments of <c>dotnet publish</c>, or with other environment variables.</summary>
internal sealed record Variant(
    string Name, IReadOnlyList<string> PublishArguments, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>
    /// As in <c>no PGO:DOTNET_TieredPGO=0;no R2R:-p:PublishReadyToRun=false,DOTNET_TieredPGO=0</c>.
    /// </summary>
    public static IReadOnlyList<Variant> Parse(string? text) =>
    [
        .. (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(one =>
        {
            var colon = one.IndexOf(':', StringComparison.Ordinal);
            var parts = one[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries);
            return new Variant(
                one[..colon],
                [.. parts.Where(part => part.StartsWith('-'))],
                parts.Where(part => !part.StartsWith('-')).Select(part => part.Split('=', 2))
                    .ToDictionary(pair => pair[0], pair => pair[1]));
        }),
    ];

    public async Task<WorkerPackage> PackageAsync(string folder, WorkerPackage app, TextWriter output) =>
        PublishArguments.Count == 0
            ? app
            : await WorkerPackage.PublishAsync(
                folder, Name, "src/BlueSky.Functions", output, [.. PublishArguments]);
}
