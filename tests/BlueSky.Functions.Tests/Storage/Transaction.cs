using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlueSky.Functions.Tests.Storage;

/// <summary>A transaction as it was sent.</summary>
internal sealed partial record Transaction(IReadOnlyList<TransactionAction> Actions)
{
    /// <summary>What Azure refuses it for; null when it is taken.</summary>
    public string? RefusedFor =>
        Actions.Select(action => action.Partition).Distinct().Count() > 1 ? "more than one partition"
        : Actions.Count > 100 ? "more than 100 actions"
        : Actions.DistinctBy(action => action.Row).Count() < Actions.Count ? "a row twice"
        : null;

    public static Transaction Read(string body) => new(
        Action().Matches(body).Select(action => TransactionAction.Read(
            action.Groups["method"].Value, action.Groups["address"].Value, action.Groups["body"].Value)).ToList());

    [GeneratedRegex(
        "\r\n(?<method>[A-Z]+) (?<address>\\S+) HTTP/1.1\r\n(?:[^\r\n]+\r\n)*\r\n(?<body>[^\r\n]*)\r\n",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Action();
}

internal sealed partial record TransactionAction(string Method, string Partition, string Row, string Body)
{
    public static TransactionAction Read(string method, string address, string body)
    {
        if (Keys().Match(Uri.UnescapeDataString(address)) is { Success: true } keys)
        {
            return new TransactionAction(
                method, Unquote(keys.Groups["partition"].Value), Unquote(keys.Groups["row"].Value), body);
        }

        using var entity = JsonDocument.Parse(body);
        return new TransactionAction(
            method,
            entity.RootElement.GetProperty("PartitionKey").GetString()!,
            entity.RootElement.GetProperty("RowKey").GetString()!,
            body);
    }

    private static string Unquote(string key) => key.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(@"\(PartitionKey='(?<partition>.*)',RowKey='(?<row>.*)'\)")]
    private static partial Regex Keys();
}
