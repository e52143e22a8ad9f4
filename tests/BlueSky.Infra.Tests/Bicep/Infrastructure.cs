using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BlueSky.Infra.Tests.Bicep;

/// <summary>infra/, compiled.</summary>
/// <param name="Diagnostics">All that the compiler and its linter say.</param>
/// <param name="Sources">The text of each file.</param>
/// <param name="Template">What the modules were compiled to; empty if they cannot be.</param>
/// <param name="Resources">What would be deployed when each variable has a value.</param>
/// <param name="LeastResources">
/// What would be deployed when only the required ones have; empty if that was not asked for.
/// </param>
internal sealed partial record Infrastructure(
    IReadOnlyList<string> Diagnostics,
    IReadOnlyDictionary<string, string> Sources,
    JsonNode Template,
    JsonNode Parameters,
    IReadOnlyList<AzureResource> Resources,
    IReadOnlyList<AzureResource> LeastResources)
{
    private const string Main = "main.bicepparam";
    private const string Least = "least.bicepparam";
    private const string Config = "bicepconfig.json";

    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsCompiled => Resources.Count > 0;

    public static string Folder { get; } = Path.Combine(Repository.Root, "infra");

    private static readonly Lazy<Task<BicepCompiler>> Compiler =
        new(() => BicepCompiler.StartAsync(DeploymentVariables.All));

    private static readonly Lazy<Task<Infrastructure>> Unchanged = new(() => CompileAsync((_, text) => text, withLeast: true));

    /// <summary>As it is, compiled once for all tests.</summary>
    public static async Task<Infrastructure> ReadAsync()
    {
        var infra = await Unchanged.Value;
        Assert.True(infra.IsCompiled, string.Join('\n', infra.Diagnostics));
        return infra;
    }

    /// <summary>The files that the deployment consists of, as the compiler found them.</summary>
    public static async Task<IEnumerable<string>> ReferencedFilesAsync()
    {
        var answer = await (await Compiler.Value).AskAsync(
            "getFileReferences", new JsonObject { ["path"] = Path.Combine(Folder, Main) });
        return answer["filePaths"]!.AsArray().Select(path => Path.GetFileName(path!.GetValue<string>()));
    }

    /// <param name="change">Takes a file's name and text and returns the text to compile.</param>
    public static async Task<Infrastructure> CompileAsync(
        Func<string, string, string> change, bool withLeast = false)
    {
        var folder = Directory.CreateTempSubdirectory("bluesky-infra-").FullName;
        try
        {
            var sources = Directory.GetFiles(Folder, "*.bicep*").Append(Path.Combine(Folder, Config)).ToDictionary(
                file => Path.GetFileName(file), file => change(Path.GetFileName(file), File.ReadAllText(file)));
            sources[Main] = WithExamples(sources[Main]);
            foreach (var (file, text) in sources.Append(KeyValuePair.Create(Least, WithDefaults(sources[Main]))))
            {
                await File.WriteAllTextAsync(Path.Combine(folder, file), text);
            }

            return await CompileAsync(folder, sources, withLeast);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public IEnumerable<AzureResource> Of(string type) => Resources.Where(resource => resource.Type == type);

    /// <summary>The same without that resource.</summary>
    public Infrastructure Without(AzureResource resource) =>
        this with { Resources = Resources.Where(one => one != resource).ToList() };

    /// <summary>The same with another text wherever a value contains the first one.</summary>
    public Infrastructure With(string text, string another)
    {
        var bodies = Resources.Select(resource => resource.Body.ToJsonString(Readable)).ToList();
        Assert.Contains(bodies, body => body.Contains(Escaped(text), StringComparison.Ordinal));
        return this with
        {
            Resources = bodies.Select(body => AzureResource.From(
                JsonNode.Parse(body.Replace(Escaped(text), Escaped(another), StringComparison.Ordinal))!)).ToList(),
        };

        static string Escaped(string text) => JsonSerializer.Serialize(text, Readable)[1..^1];
    }

    private static async Task<Infrastructure> CompileAsync(
        string folder, IReadOnlyDictionary<string, string> sources, bool withLeast)
    {
        var compiler = await Compiler.Value;
        var compiled = await compiler.AskAsync("compileParams", new JsonObject
        {
            ["path"] = Path.Combine(folder, Main),
            ["parameterOverrides"] = new JsonObject(),
        });
        var diagnostics = compiled["diagnostics"]!.AsArray().Select(Sentence!).ToList();
        return compiled["success"]!.GetValue<bool>()
            ? new Infrastructure(
                diagnostics, sources, BicepCompiler.Parse(compiled["template"]!),
                BicepCompiler.Parse(compiled["parameters"]!)["parameters"]!, await SnapshotAsync(Main),
                withLeast ? await SnapshotAsync(Least) : [])
            : new Infrastructure(diagnostics, sources, new JsonObject(), new JsonObject(), [], []);

        async Task<IReadOnlyList<AzureResource>> SnapshotAsync(string file)
        {
            var answer = await compiler.AskAsync("getSnapshot", new JsonObject
            {
                ["path"] = Path.Combine(folder, file),
                ["metadata"] = new JsonObject
                {
                    ["tenantId"] = "00000000-0000-0000-0000-000000000001",
                    ["subscriptionId"] = "00000000-0000-0000-0000-000000000002",
                    ["location"] = "eastus2",
                    ["deploymentName"] = "test",
                },
            });
            return BicepCompiler.Parse(answer["snapshot"]!)["predictedResources"]!.AsArray()
                .Select(resource => AzureResource.From(resource!)).ToList();
        }
    }

    private static string Sentence(JsonNode diagnostic) =>
        $"{Path.GetFileName(diagnostic["source"]!.GetValue<string>())}, line "
        + $"{diagnostic["range"]!["start"]!["line"]!.GetValue<int>() + 1}: "
        + $"{diagnostic["level"]} {diagnostic["code"]}: {diagnostic["message"]}";

    // The lists that people edit, with the entry that a comment shows.
    private static string WithExamples(string parameters) => Example().Replace(parameters, "$3: $4\n$1\n$5");

    // Unset variables: their default holds.
    private static string WithDefaults(string parameters) => Variable().Replace(parameters, read =>
        DeploymentVariables.Required.Contains(read.Groups[1].Value)
            ? read.Value
            : read.Value.Replace(read.Groups[1].Value, $"UNSET_{read.Groups[1].Value}", StringComparison.Ordinal));

    [GeneratedRegex(@"//   (.+)\n( +)(\w+): (\[|\{)(\]|\})")]
    private static partial Regex Example();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex Variable();
}
