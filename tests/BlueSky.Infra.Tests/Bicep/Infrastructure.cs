using System.Text.Json;

namespace BlueSky.Infra.Tests.Bicep;

/// <summary>The files of infra/, parsed.</summary>
internal sealed record Infrastructure(IReadOnlyDictionary<string, BicepNode> Files)
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { MaxDepth = 512 };

    public static string Folder { get; } = Path.Combine(Repository.Root, "infra");

    private static readonly Lazy<Task<Infrastructure>> Parsed = new(() => ParseAsync(
        Directory.GetFiles(Folder, "*.bicep", SearchOption.AllDirectories)));

    public IEnumerable<BicepResource> Resources => Files.SelectMany(file => BicepResource.Of(file.Key, file.Value));

    public static Task<Infrastructure> ReadAsync() => Parsed.Value;

    public static async Task<Infrastructure> ParseAsync(params IEnumerable<string> files) => new(
        JsonSerializer.Deserialize<Dictionary<string, BicepNode>>(await Npm.RunAsync("parse-bicep.mjs", files), Json)!);

    public Infrastructure Without(BicepNode node) =>
        new(Files.ToDictionary(file => file.Key, file => file.Value.Without(node)));

    public IEnumerable<BicepResource> Of(string type) => Resources.Where(resource => resource.Type == type);

    /// <summary>The one resource of that type that infra makes.</summary>
    public BicepResource Single(string type) => Of(type).Single(resource => !resource.IsExisting);

    /// <summary>What a name, or a property of what it names, stands for in its file.</summary>
    public BicepNode? Resolve(string file, BicepNode node) => node.Type switch
    {
        "identifier" => Files[file].Declarations("variable").FirstOrDefault(variable => variable.Name == node.Text)
            ?.Children[1],
        "member_expression" => Resolve(file, node.Children[0])?.Find(node.Children[1].Text),
        _ => node,
    };

    /// <summary>The strings that a resource's loop runs over, each with the node that it is written in.</summary>
    public IEnumerable<(string Value, BicepNode Node)> ItemsOf(BicepResource resource) =>
        resource.Items is { } items && Resolve(resource.File, items) is { } list
            ? list.Children.Select(item => (Resolve(resource.File, item)?.Value ?? "", item))
            : [];
}
