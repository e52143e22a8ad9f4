namespace BlueSky.Infra.Tests.Checks;

/// <param name="Query">In Kusto; empty for an alert on a metric.</param>
/// <param name="Window">How far it looks back.</param>
internal sealed record Alert(string Name, string Query, string Window, string Every);
