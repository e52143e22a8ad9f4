using System.Text.Json;
using System.Text.Json.Nodes;
using BlueSky.Functions.Tests.Component;
using Json.Schema;
using Microsoft.OpenApi.YamlReader;
using SharpYaml.Serialization;

namespace BlueSky.Functions.Tests.Api;

/// <summary>An answer that the API's document promises.</summary>
/// <param name="Operation">As in <c>POST /api/subscribe</c>.</param>
/// <param name="MediaType">Empty for an answer without a body.</param>
internal sealed record PromisedAnswer(string Operation, int Status, string MediaType)
{
    public override string ToString() => $"{Operation} {Status} {MediaType}".TrimEnd();
}

/// <summary><c>docs/openapi.yaml</c>, read as it stands: all that it says of an answer is held against one.</summary>
internal sealed class ApiDocument
{
    private static readonly Uri Address = new("https://forms.clinic.example/openapi.json");
    private static readonly string[] Methods = ["get", "head", "post", "put", "patch", "delete", "options", "trace"];

    private readonly JsonObject root;
    private readonly BuildOptions schemas = new() { SchemaRegistry = new() };

    public ApiDocument()
    {
        using var text = File.OpenText(FileName);
        var yaml = new YamlStream();
        yaml.Load(text);
        root = (JsonObject)yaml.Documents[0].ToJsonNode();
        schemas.SchemaRegistry.Register(
            new JsonElementBaseDocument(JsonSerializer.SerializeToElement(root), Address));
    }

    public static string FileName => Path.Combine(AppContext.BaseDirectory, "openapi.yaml");

    public IEnumerable<string> Paths => root["paths"]!.AsObject().Select(path => path.Key);

    /// <summary>In capitals.</summary>
    public IEnumerable<string> MethodsOf(string path) =>
        root["paths"]![path]!.AsObject().Select(member => member.Key).Intersect(Methods)
            .Select(method => method.ToUpperInvariant());

    public IEnumerable<PromisedAnswer> Answers =>
        from path in Paths
        from method in MethodsOf(path)
        from response in ResponsesOf($"{method} {path}").AsObject()
        from mediaType in MediaTypesOf(Resolve(response.Value!))
        select new PromisedAnswer($"{method} {path}", int.Parse(response.Key), mediaType);

    public IEnumerable<string> ErrorCodes =>
        root["components"]!["schemas"]!["Error"]!["properties"]!["code"]!["enum"]!.AsArray()
            .Select(code => code!.GetValue<string>());

    /// <summary>What the document does not say of an answer, or says otherwise.</summary>
    public IReadOnlyList<string> ProblemsOf(string operation, FormClient.Response answer)
    {
        var status = $"{answer.Status}";
        if (ResponsesOf(operation)[status] is not { } entry)
        {
            return [$"{operation}: {status} is not documented"];
        }

        var response = Resolve(entry);
        var mediaType = MediaTypeOf(answer);
        return
        [
            .. MediaTypesOf(response).Contains(mediaType) ? [] : (string[])[$"\"{mediaType}\" is not documented"],
            .. HeaderProblems(response, answer),
            .. mediaType == "application/json" && response["content"]?[mediaType]?["schema"] is { } schema
                ? ProblemsOf(schema, answer.Body)
                : [],
        ];
    }

    /// <param name="schema">The name of a schema of the document.</param>
    public IReadOnlyList<string> ProblemsOf(string schema, string json) =>
        ProblemsOf(root["components"]!["schemas"]![schema]!, json);

    public static string MediaTypeOf(FormClient.Response answer) =>
        answer.Body.Length == 0 ? "" : answer.Headers.ContentType.ToString().Split(';')[0];

    private IEnumerable<string> HeaderProblems(JsonNode response, FormClient.Response answer)
    {
        foreach (var (name, entry) in response["headers"]?.AsObject() ?? [])
        {
            var header = Resolve(entry!);
            var value = answer.Headers[name].ToString();
            if (value.Length == 0 && header["required"]?.GetValue<bool>() == true)
            {
                yield return $"the header {name} is missing";
            }
            else if (value.Length > 0)
            {
                foreach (var problem in ProblemsOf(header["schema"]!, JsonSerializer.Serialize(value)))
                {
                    yield return $"{name}: {problem}";
                }
            }
        }
    }

    private List<string> ProblemsOf(JsonNode schema, string json)
    {
        var reference = new JsonSchemaBuilder().Ref(new Uri(Address, $"#{PointerOf(schema)}"));
        using var instance = JsonDocument.Parse(json);
        var results = reference.Build(schemas).Evaluate(
            instance.RootElement,
            new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        return results.IsValid
            ? []
            : [.. (results.Details ?? []).Where(detail => detail.Errors is not null).SelectMany(
                detail => detail.Errors!, (detail, error) => $"{detail.InstanceLocation}: {error.Value}")];
    }

    // GetPath() writes names in brackets and quotes, where a pointer has slashes.
    private static string PointerOf(JsonNode node) => node.Parent switch
    {
        null => "",
        JsonObject parent =>
            $"{PointerOf(parent)}/{node.GetPropertyName().Replace("~", "~0").Replace("/", "~1")}",
        var parent => $"{PointerOf(parent)}/{node.GetElementIndex()}",
    };

    private JsonNode ResponsesOf(string operation) =>
        operation.Split(' ') is [var method, var path]
            ? root["paths"]![path]![method.ToLowerInvariant()]!["responses"]!
            : throw new ArgumentException("An operation is a method and a path.", nameof(operation));

    private static IEnumerable<string> MediaTypesOf(JsonNode response) =>
        response["content"] is JsonObject content ? content.Select(type => type.Key) : [""];

    private JsonNode Resolve(JsonNode entry) =>
        entry["$ref"]?.GetValue<string>() is not { } reference
            ? entry
            : reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode)root, (node, name) => node[name]!);
}
