using BlueSky.Functions.Operations;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Backups;

/// <summary>
/// Reads what was erased since an export was begun: from the audit of the account, and from the newest export's, which
/// is all there is if the account was lost.
/// </summary>
internal sealed class ErasureReader(
    IAuditLog audit, BackupCatalog catalog, SecretSettings secrets, TimeProvider clock)
{
    /// <summary>An entry with the outcome sorts beside the one that was written when it began.</summary>
    private static readonly TimeSpan LongestCommand = TimeSpan.FromDays(1);

    public async Task<LaterErasures> ReadAsync(ExportToRestore export, CancellationToken cancellationToken)
    {
        var (begunAt, now) = (export.BegunAt, clock.GetUtcNow());
        var erasures = new LaterErasures(secrets.AddressKey);
        // Also what another machine's clock dates later.
        await foreach (var entry in audit.ReadAsync(
            begunAt - LongestCommand, now + LongestCommand, cancellationToken)
            .Where(entry => entry.At >= begunAt))
        {
            erasures.Add(entry);
        }

        var newest = await catalog.FindNewerAsync(export, cancellationToken);
        var first = AuditEntry.StartOfId(begunAt - LongestCommand);
        var range = new RowRange(After: new RowKey($"{first[..4]}-{first[4..6]}", first));
        await foreach (var entry in catalog.ReadAsync(newest, TableName.Audit, range, cancellationToken)
            .Select(ToEntry).Where(entry => entry.At >= begunAt))
        {
            erasures.Add(entry);
        }

        return erasures.Complete();
    }

    private static AuditEntry ToEntry(TableRow row) => new()
    {
        Id = row.Key.Row,
        At = row.Time("At") ?? default,
        Who = row.Text("Who") ?? "",
        Command = row.Text("Command") ?? "",
        Subject = row.Text("Subject") ?? "",
        Outcome = row.Text("Outcome") ?? "",
        Submissions = Words(row, "Submissions"),
        Redacted = Words(row, "Redacted"),
        Recipients = Words(row, "Recipients"),
    };

    private static string[] Words(TableRow row, string column) =>
        row.Text(column)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
