using System.Text.Json;
using Azure.Data.Tables;

namespace BlueSky.EndToEndTests;

/// <summary>What came of a post: its row, its lines in the mail outbox, and the mails that reached SendGrid.</summary>
internal sealed record Submission(TableEntity Row, IReadOnlyList<TableEntity> OutboxRows, IReadOnlyList<SentMail> Mails)
{
    public string? this[string column] => Row.GetString(column);

    /// <summary>Nothing is left to be done: neither for the row nor for its mails.</summary>
    public bool IsSettled =>
        this["State"] is "processed" or "quarantined" or "failed"
        && OutboxRows.All(mail => mail.GetString("State") is not ("due" or "sending" or "unknown" or "parked"));

    /// <summary>The fields without a column of their own.</summary>
    public IReadOnlyDictionary<string, string> Fields =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(this["Fields"] ?? "{}")!;

    /// <summary>Who got which template, in order, e.g. <c>staff-notice to nurse@clinic.example</c>.</summary>
    public IReadOnlyList<string> Deliveries =>
        [.. Mails.Select(mail => $"{mail.Template} to {mail.To}").Order(StringComparer.Ordinal)];

    public override string ToString() =>
        $"{Row.RowKey} {this["State"]} {this["Error"]}; " + string.Join("; ", OutboxRows.Select(mail =>
            $"{mail.RowKey} {mail.GetString("State")} after {mail["Attempts"]} attempts {mail.GetString("Error")}"));
}
