using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BlueSky.Infra.Tests.Bicep;

/// <summary>A resource as it would be deployed, in the words of the compiler's snapshot.</summary>
/// <param name="Type">With the types that it is nested in, without the version.</param>
/// <param name="Body">A value that only Azure knows is an expression in brackets.</param>
internal sealed partial record AzureResource(string Id, string Type, JsonNode Body)
{
    /// <summary>The last part of it: of a table, the table's name.</summary>
    public string Name => Body["name"]!.GetValue<string>().Split('/')[^1];

    /// <summary>The resource that it is put on: of a role, where the role is valid.</summary>
    public string Scope => Id.Split('\'') switch
    {
        // A name that only Azure knows, such as one made of an identity's id.
        ["[extensionResourceId(", var scope, ..] => scope,
        ["[resourceId(", var subscription, _, var group, ..] => $"/subscriptions/{subscription}/resourceGroups/{group}",
        _ => Id[..Id.LastIndexOf("/providers/", StringComparison.Ordinal)],
    };

    /// <summary>All texts in it, the names of properties among them.</summary>
    public IEnumerable<string> Strings => StringsIn(Body);

    public static IEnumerable<string> StringsIn(JsonNode? node) => node switch
    {
        JsonObject tree => tree.SelectMany(child => StringsIn(child.Value).Prepend(child.Key)),
        JsonArray list => list.SelectMany(StringsIn),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    public static AzureResource From(JsonNode body) =>
        new(body["id"]!.GetValue<string>(), body["type"]!.GetValue<string>(), body);

    /// <summary>The id of the resource that Azure takes a value from; null for a value that is known before.</summary>
    public static string? IdIn(string value) =>
        Reference().Match(value) is { Success: true } reference ? reference.Groups[1].Value : null;

    /// <summary>Type and name, for people: <c>Microsoft.KeyVault/vaults/kv-…</c>.</summary>
    public static string Short(string id) => id.Split("/providers/", 2) is [_, var name] ? name
        : id.Contains("/resourceGroups/", StringComparison.Ordinal) ? "the whole resource group"
        : id;

    public override string ToString() => Short(Id);

    public JsonNode? Find(params IEnumerable<string> path) =>
        path.Aggregate((JsonNode?)Body, (node, name) => (node as JsonObject)?[name]);

    public string? Text(params IEnumerable<string> path) => Find(path)?.ToString();

    [GeneratedRegex(@"^\[.*?\breference\('(/subscriptions/[^']+)', '[^']+'\)\.")]
    private static partial Regex Reference();
}
