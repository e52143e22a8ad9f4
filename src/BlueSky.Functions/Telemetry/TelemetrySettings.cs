using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Telemetry;

/// <summary>Where traces and metrics go, each place by the names that its own software uses.</summary>
/// <param name="OtlpEndpoint">Of an OpenTelemetry collector, which gets the logs too; null for none.</param>
/// <param name="Insights">Null for none.</param>
internal sealed record TelemetrySettings(Uri? OtlpEndpoint, ApplicationInsightsSettings? Insights) : ISettings<TelemetrySettings>
{
    /// <remarks>
    /// The exporter itself reads OpenTelemetry's variables. They are read here so that a bad one stops the start: the
    /// exporter would go on without it.
    /// </remarks>
    public static TelemetrySettings Read(SettingsReader reader)
    {
        _ = reader.OneOf("OTEL_EXPORTER_OTLP_PROTOCOL", ["grpc", "http/protobuf"]);
        _ = reader.Optional("OTEL_EXPORTER_OTLP_HEADERS");
        return new(
            reader.OptionalUrl("OTEL_EXPORTER_OTLP_ENDPOINT"), ApplicationInsightsSettings.ReadPart(reader));
    }
}

/// <param name="UsesIdentity">The managed identity may write there; else the string has a key.</param>
/// <param name="ClientId">Of a user-assigned identity; null for the app's own.</param>
internal sealed record ApplicationInsightsSettings(string ConnectionString, bool UsesIdentity, string? ClientId)
{
    private const string Connection = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>By the two settings that the Functions host reads.</summary>
    public static ApplicationInsightsSettings? ReadPart(SettingsReader reader)
    {
        var authentication = reader.Optional(Authentication);
        var parts = Parts(authentication);
        if (authentication is not null && parts.GetValueOrDefault("Authorization") != "AAD")
        {
            reader.Malformed(Authentication, "like Authorization=AAD or ClientId=…;Authorization=AAD", "");
        }

        return reader.Optional(Connection) switch
        {
            null => null,
            var text when Parts(text).ContainsKey("InstrumentationKey") =>
                new(text, authentication is not null, parts.GetValueOrDefault("ClientId")),
            _ => reader.Malformed<ApplicationInsightsSettings?>(
                Connection, "a connection string of Application Insights", null),
        };
    }

    private static Dictionary<string, string> Parts(string? text) =>
        (text ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .GroupBy(part => part[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Last()[1], StringComparer.OrdinalIgnoreCase);
}
