using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Telemetry;

/// <summary>Where traces and metrics are exported, by the setting names of each product.</summary>
/// <param name="OtlpEndpoint">An OpenTelemetry collector, which gets the logs too; null for none.</param>
/// <param name="Insights">Application Insights; null for none.</param>
internal sealed record TelemetrySettings(Uri? OtlpEndpoint, ApplicationInsightsSettings? Insights)
    : ISettings<TelemetrySettings>
{
    /// <remarks>
    /// The exporter reads OpenTelemetry's variables itself, but ignores an invalid one. They are read here too, so that
    /// an invalid one prevents the start.
    /// </remarks>
    public static TelemetrySettings Read(SettingsReader reader)
    {
        _ = reader.OneOf("OTEL_EXPORTER_OTLP_PROTOCOL", ["grpc", "http/protobuf"]);
        _ = reader.Optional("OTEL_EXPORTER_OTLP_HEADERS");
        return new(
            reader.OptionalUrl("OTEL_EXPORTER_OTLP_ENDPOINT"), ApplicationInsightsSettings.ReadPart(reader));
    }
}

/// <param name="UsesIdentity">
/// Whether the managed identity authenticates; otherwise the connection string contains a key.
/// </param>
/// <param name="ClientId">Of a user-assigned identity; null for the system-assigned one.</param>
internal sealed record ApplicationInsightsSettings(string ConnectionString, bool UsesIdentity, string? ClientId)
{
    private const string Connection = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>From the two settings that the Functions host reads.</summary>
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
