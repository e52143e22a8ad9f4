using System.Text.Json.Serialization;

namespace BlueSky.LocalHost.Triggers;

/// <summary>The part of the real host's administration routes that people and tests use.</summary>
internal static class AdminRoutes
{
    public static void MapAdmin(
        this IEndpointRouteBuilder routes, IReadOnlyList<Function> functions, TimerTriggers timers)
    {
        routes.MapGet("/admin/host/status", () => Results.Json(
            new HostStatus("Running", "LocalHost", Environment.ProcessId), AdminJson.Default.HostStatus));
        routes.MapGet("/admin/functions", () => Results.Json(
            functions.Select(Describe).ToArray(), AdminJson.Default.FunctionDescriptionArray));
        routes.MapPost("/admin/functions/{name}", (string name) =>
        {
            switch (functions.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                case TimerFunction timer:
                    _ = Task.Run(() => timers.RunNowAsync(timer));
                    return Results.Accepted();
                case null:
                    return Results.NotFound();
                default:
                    return Results.Text("LocalHost runs timer functions by request, and no others.", statusCode: 400);
            }
        });
    }

    private static FunctionDescription Describe(Function function) => function switch
    {
        HttpFunction http => new(http.Name, "http") { Route = http.Route },
        QueueFunction queue => new(queue.Name, "queue") { Queue = queue.Queue },
        _ => new(function.Name, "timer") { Schedule = ((TimerFunction)function).Schedule },
    };
}

internal sealed record HostStatus(string State, string Id, int ProcessId);

internal sealed record FunctionDescription(string Name, string Trigger)
{
    public string? Route { get; init; }

    public string? Queue { get; init; }

    public string? Schedule { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HostStatus))]
[JsonSerializable(typeof(FunctionDescription[]))]
internal sealed partial class AdminJson : JsonSerializerContext;
