using System.Text.Json;
using System.Text.Json.Serialization;
using BlueSky.FunctionsHost.Protocol;

namespace BlueSky.FunctionsHost;

/// <summary>A function as the worker describes it; of its bindings the one that triggers it.</summary>
internal sealed record WorkerFunction(string Id, string Name, string Parameter, string Trigger)
{
    public string? Route { get; private init; }

    public IReadOnlyList<string>? Methods { get; private init; }

    public string? Queue { get; private init; }

    public string? Schedule { get; private init; }

    public static WorkerFunction Read(RpcFunctionMetadata metadata)
    {
        var trigger = metadata.RawBindings
            .Select(binding => JsonSerializer.Deserialize(binding, FunctionsHostJson.Default.RawBinding)!)
            .Single(binding => binding.Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));
        return new(metadata.FunctionId, metadata.Name, trigger.Name, trigger.Type[..^"Trigger".Length])
        {
            Route = trigger.Route,
            Methods = trigger.Methods,
            Queue = trigger.QueueName,
            Schedule = trigger.Schedule,
        };
    }
}

/// <summary>A binding in the JSON of <c>function.json</c>.</summary>
internal sealed record RawBinding(string Name, string Type)
{
    public string? Route { get; init; }

    public IReadOnlyList<string>? Methods { get; init; }

    public string? QueueName { get; init; }

    public string? Schedule { get; init; }
}

/// <summary>What the host is told to run a function on.</summary>
internal sealed record AdminInput(string Input);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(RawBinding))]
[JsonSerializable(typeof(AdminInput))]
[JsonSerializable(typeof(IReadOnlyList<WorkerFunction>))]
internal sealed partial class FunctionsHostJson : JsonSerializerContext;
