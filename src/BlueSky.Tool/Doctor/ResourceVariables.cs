using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace BlueSky.Tool.Doctor;

/// <summary>The variables that make infra's resources larger, safer or cheaper. All have defaults there.</summary>
internal static partial class ResourceVariables
{
    private const string CustomDomain = "CUSTOM_DOMAIN";
    private const string Operators = "OPERATOR_ADDRESSES";
    private const string Redundancy = "STORAGE_REDUNDANCY";

    /// <summary>Storage accounts take ranges down to four addresses.</summary>
    private const int LongestPrefix = 30;

    private static readonly IReadOnlyList<(string Variable, int Least, int Most)> Numbers =
        [("MAXIMUM_INSTANCES", 1, 1000), ("ALWAYS_READY_INSTANCES", 0, 1000), ("DAILY_LOGS_GB", 1, 1000)];

    private static readonly IReadOnlyList<string> Switches =
        ["AVAILABILITY_TEST", "ISOLATE_NETWORK", "ASSIGNS_ROLES", "START_WARM", "RECOVER_VAULT"];

    /// <returns>For each variable its problem, or null.</returns>
    public static IEnumerable<(string Variable, string? Problem)> Problems(AzdEnvironment azd) =>
    [
        .. Numbers.Select(one => (one.Variable, OfNumber(azd[one.Variable], one.Least, one.Most))),
        .. Switches.Select(one => (one, azd[one] is "" or "true" or "false" ? null : "must be true or false")),
        (Redundancy, azd[Redundancy] is "" or "Standard_ZRS" or "Standard_GZRS"
            ? null
            : "must be Standard_ZRS or Standard_GZRS"),
        (Operators, azd[Operators].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .All(IsRange) ? null : "must be IPv4 addresses or ranges like 192.0.2.0/24, with commas"),
        (CustomDomain, azd[CustomDomain].Length == 0 || Domain().IsMatch(azd[CustomDomain])
            ? null
            : "must be a domain like forms.clinic.example, in lower case, without https://"),
    ];

    private static string? OfNumber(string text, int least, int most) =>
        text.Length == 0
        || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            ? null
            : $"must be a whole number from {least} to {most}";

    private static bool IsRange(string text) =>
        text.Split('/') is [var address, .. var prefix]
        && IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetwork
        && address.Count(c => c == '.') == 3
        && (prefix.Length == 0
            || (prefix is [var length]
                && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
                && bits <= LongestPrefix));

    [GeneratedRegex(@"\A(?=.{4,253}\z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}\z")]
    private static partial Regex Domain();
}
