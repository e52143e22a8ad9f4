using System.Text.RegularExpressions;
using System.Xml;
using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>What the alerts look for is what the app logs, and how its functions are called.</summary>
internal static partial class AlertsCheck
{
    /// <summary>In minutes, as the service itself names them when it refuses another one.</summary>
    private static readonly int[] Windows = [5, 10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 1440, 2880];

    private static readonly string[] Types =
    [
        "Microsoft.Insights/scheduledQueryRules", "Microsoft.Insights/metricAlerts",
        "Microsoft.Insights/activityLogAlerts",
    ];

    /// <summary>The tables of Application Insights that the app's telemetry is in.</summary>
    private static readonly string[] AppTables = ["traces", "requests"];

    /// <summary>Tables that the platform fills: their words are not the app's.</summary>
    private static readonly string[] PlatformTables = ["_LogOperation"];

    public static IEnumerable<string> Findings(IReadOnlyList<Alert> alerts, FunctionApp app)
    {
        var queries = alerts.Where(alert => alert.Query.Length > 0).ToList();
        var ofTheApp = queries.Where(alert => AppTables.Contains(TableOf(alert))).ToList();
        return
        [
            .. from alert in queries
               where !AppTables.Contains(TableOf(alert)) && !PlatformTables.Contains(TableOf(alert))
               select $"{alert.Name} reads a table that is not known here: {TableOf(alert)}",
            .. from alert in ofTheApp
               from phrase in Quoted().Matches(alert.Query).Select(match => match.Groups[1].Value)
               where !app.Functions.Contains(phrase) && !StatusCode().IsMatch(phrase)
                   && !app.LogMessages.Any(message => message.Text.Contains(phrase, StringComparison.Ordinal))
               select $"{alert.Name} looks for \"{phrase}\", which the app never says",
            .. from alert in ofTheApp
               where TableOf(alert) == "requests"
                   && !alert.Query.Contains("| where name ", StringComparison.Ordinal)
                   && !alert.Query.Contains("| where toint(resultCode) >= 100", StringComparison.Ordinal)
               select $"{alert.Name} counts requests that are none of HTTP's",
            .. from alert in queries
               let window = (int)XmlConvert.ToTimeSpan(alert.Window).TotalMinutes
               let every = (int)XmlConvert.ToTimeSpan(alert.Every).TotalMinutes
               where !Windows.Contains(window) || !Windows.Contains(every) || every > Math.Min(window, 1440)
               select $"{alert.Name} has a window of {alert.Window}, looked at every {alert.Every}",
        ];
    }

    public static IReadOnlyList<Alert> In(Infrastructure infra) =>
    [
        .. from rule in infra.Resources
           where Types.Contains(rule.Type)
           from query in rule.Find("properties", "criteria", "allOf") is { } criteria
               ? criteria.AsArray().Select(one => one?["query"]?.GetValue<string>() ?? "")
               : [""]
           select new Alert(
               Affix().Replace(rule.Name, ""), query,
               rule.Text("properties", "windowSize") ?? "", rule.Text("properties", "evaluationFrequency") ?? ""),
    ];

    private static string TableOf(Alert alert) => alert.Query.Trim().Split([' ', '\n', '|'])[0];

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\d{3}$")]
    private static partial Regex StatusCode();

    // alert-critical-<suffix>
    [GeneratedRegex("^alert-|-[a-z0-9]{13}$")]
    private static partial Regex Affix();
}
