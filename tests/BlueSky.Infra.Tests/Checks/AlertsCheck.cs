using System.Text.RegularExpressions;
using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>What the alerts look for is what the app logs, and how its functions are called.</summary>
internal static partial class AlertsCheck
{
    public static IEnumerable<string> Findings(Infrastructure infra, FunctionApp app)
    {
        var known = new HashSet<string>(app.Functions);
        return
            from query in Queries(infra)
            from phrase in Quoted().Matches(query).Select(match => match.Groups[1].Value)
            where !known.Contains(phrase) && !StatusCode().IsMatch(phrase)
                && !app.LogMessages.Any(message => message.Contains(phrase, StringComparison.Ordinal))
            select $"an alert looks for \"{phrase}\", which the app never says";
    }

    public static IEnumerable<string> Queries(Infrastructure infra)
    {
        var rules = infra.Single("Microsoft.Insights/scheduledQueryRules");
        return infra.Resolve(rules.File, rules.Items!)!.Children.Select(alert => alert.Find("query")!.Value);
    }

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\d{3}$")]
    private static partial Regex StatusCode();
}
