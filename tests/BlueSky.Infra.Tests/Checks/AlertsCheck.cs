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

    public static IEnumerable<string> Findings(Infrastructure infra, FunctionApp app)
    {
        var alerts = In(infra).ToList();
        return
        [
            .. from alert in alerts
               from phrase in Quoted().Matches(alert.Query).Select(match => match.Groups[1].Value)
               where !app.Functions.Contains(phrase) && !StatusCode().IsMatch(phrase)
                   && !app.LogMessages.Any(message => message.Text.Contains(phrase, StringComparison.Ordinal))
               select $"an alert looks for \"{phrase}\", which the app never says",
            .. from alert in alerts
               where alert.Query.Contains("requests", StringComparison.Ordinal)
                   && !alert.Query.Contains("| where name ", StringComparison.Ordinal)
                   && !alert.Query.Contains("| where toint(resultCode) >= 100", StringComparison.Ordinal)
               select $"{alert.Name} counts requests that are none of HTTP's",
            .. from alert in alerts
               let window = (int)XmlConvert.ToTimeSpan(alert.Window).TotalMinutes
               let every = (int)XmlConvert.ToTimeSpan(alert.Every).TotalMinutes
               where !Windows.Contains(window) || !Windows.Contains(every) || every > Math.Min(window, 1440)
               select $"{alert.Name} has a window of {alert.Window}, looked at every {alert.Every}",
        ];
    }

    public static IEnumerable<Alert> In(Infrastructure infra)
    {
        var rules = infra.Single("Microsoft.Insights/scheduledQueryRules");
        return infra.Resolve(rules.File, rules.Items!)!.Children.Select(alert => new Alert(
            alert.Find("name")!.Value, alert.Find("query")!.Value, alert.Find("window")!.Value,
            alert.Find("every")!.Value));
    }

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\d{3}$")]
    private static partial Regex StatusCode();
}
