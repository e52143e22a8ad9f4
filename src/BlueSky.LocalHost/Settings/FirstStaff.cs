namespace BlueSky.LocalHost.Settings;

/// <summary>Somebody who can sign in to the front desk: the first of the people that the app reads.</summary>
internal static class FirstStaff
{
    public static string In(IConfiguration settings) =>
        AddressIn(First(settings, "Staff:People") ?? First(settings, "Mail:Staff") ?? "");

    // Lists are written as the app reads them: comma-separated, or with an index.
    private static string? First(IConfiguration settings, string list) =>
        settings[list] is { Length: > 0 } joined
            ? joined.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()
            : settings.GetSection(list).GetChildren().Select(child => child.Value)
                .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    // The address in `Rosa Diaz <rosa@clinic.example>`.
    private static string AddressIn(string person) =>
        (person.EndsWith('>') ? person[(person.LastIndexOf('<') + 1)..^1] : person).Trim();
}
