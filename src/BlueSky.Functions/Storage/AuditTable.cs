using System.Globalization;
using Azure.Data.Tables;
using BlueSky.Functions.Operations;

namespace BlueSky.Functions.Storage;

/// <summary>Table <c>Audit</c>: a partition per UTC month, a row per use of the operator's tool.</summary>
internal sealed class AuditTable(StorageClients storage) : IAuditLog
{
    /// <summary>A string property takes 32,768 characters; an id has at most 33.</summary>
    private const int MostIds = 900;

    private readonly Table table = new(storage, "Audit");

    public Task WriteAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        table.TryWriteAsync(
            [new(TableTransactionActionType.UpsertReplace, ToEntity(entry))], cancellationToken);

    private static TableEntity ToEntity(AuditEntry entry) =>
        new(entry.At.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture), entry.Id)
        {
            ["At"] = entry.At,
            ["Who"] = entry.Who,
            ["Command"] = entry.Command,
            ["Subject"] = entry.Subject,
            ["Outcome"] = entry.Outcome,
            ["Submissions"] = string.Join(' ', entry.Submissions.Take(MostIds)),
            ["SubmissionCount"] = entry.Submissions.Count,
        };
}
