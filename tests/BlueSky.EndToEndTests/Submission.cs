using System.Text.Json;
using Azure.Data.Tables;

namespace BlueSky.EndToEndTests;

/// <summary>What came of a post: its row, its lines in the mail ledger, and the mails that reached SendGrid.</summary>
internal sealed record Submission(TableEntity Row, IReadOnlyList<TableEntity> Ledger, IReadOnlyList<SentMail> Mails)
{
    public string? this[string column] => Row.GetString(column);

    /// <summary>The fields without a column of their own.</summary>
    public IReadOnlyDictionary<string, string> Fields =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(this["Fields"] ?? "{}")!;

    /// <summary>Who got which template, in order, e.g. <c>staff-notice to nurse@clinic.example</c>.</summary>
    public IReadOnlyList<string> Deliveries =>
        [.. Mails.Select(mail => $"{mail.Template} to {mail.To}").Order(StringComparer.Ordinal)];
}
