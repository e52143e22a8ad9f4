using System.Text.RegularExpressions;
using BlueSky.Infra.Tests.App;
using Microsoft.Extensions.Logging;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>
/// The runbook has each alert and no other, with the query of its rule, and knows each line that wakes somebody.
/// </summary>
internal static partial class RunbookCheck
{
    public static IEnumerable<string> Findings(string runbook, IReadOnlyList<Alert> alerts, FunctionApp app)
    {
        var sections = Sections(runbook);
        var names = alerts.Select(alert => alert.Name).ToList();
        return
        [
            .. names.Except(sections.Keys).Select(name => $"the runbook has no {name}"),
            .. sections.Keys.Except(names).Select(name => $"there is no alert {name}"),
            .. from alert in alerts
               where sections.TryGetValue(alert.Name, out var section)
                   && !OneLine(section).Contains(OneLine(alert.Query), StringComparison.Ordinal)
               select $"the runbook has another query for {alert.Name}",
            .. from alert in alerts
               where !runbook.Contains($"| [`{alert.Name}`](#{alert.Name}) |", StringComparison.Ordinal)
               select $"the runbook's table lacks {alert.Name}",
            .. from message in app.LogMessages
               where message.Level is LogLevel.Critical or LogLevel.None
                   && !Lines(runbook, alerts).Any(line => message.Text.Contains(line, StringComparison.Ordinal))
               select $"the runbook does not know the line: {message.Text}",
        ];
    }

    // By the name that is a heading's only word.
    private static Dictionary<string, string> Sections(string runbook) =>
        Heading().Split(runbook).Skip(1).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

    private static string OneLine(string query) =>
        string.Join(' ', query.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    // Those that a table explains, and those that an alert of their own looks for.
    private static IEnumerable<string> Lines(string runbook, IEnumerable<Alert> alerts) =>
        Explained().Matches(runbook).Concat(alerts.SelectMany(alert => Quoted().Matches(alert.Query)))
            .Select(match => match.Groups[1].Value);

    [GeneratedRegex("^### `([^`]+)`$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^\\| `([^`]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Explained();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();
}
