using System.Collections.Concurrent;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Subscriptions;

namespace BlueSky.Functions.Imports;

/// <summary>Takes over lines of an import as they are. Each can be repeated.</summary>
internal sealed class ImportedLines(RecipientBook recipients, SubscriberIndexing index)
{
    private const int Concurrency = 8;

    public async Task<ImportStep> ImportAsync(
        Import import, IReadOnlyList<ImportLine> lines, CancellationToken cancellationToken)
    {
        var changes = new ConcurrentBag<(ImportLine Line, RecipientChange Change)>();
        try
        {
            await Parallel.ForEachAsync(
                lines.Where(line => line.IsRestriction || line.IsSubscription),
                new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken },
                async (line, stop) => changes.Add((line, await ImportAsync(import, line, stop))));
        }
        finally
        {
            // Also after an outage: what is stored is stored.
            await index.FollowAsync(changes.Select(each => each.Change), CancellationToken.None);
        }

        var others = new ImportCounts(0, 0, lines.Count - changes.Count, 0);
        return new ImportStep(
            lines.Count,
            changes.Select(each => CountOf(import, each.Line, each.Change)).Aggregate(others, (all, one) => all + one));
    }

    private Task<RecipientChange> ImportAsync(Import import, ImportLine line, CancellationToken cancellationToken)
    {
        var consent = new Consent(
            line.Consent?.Text ?? import.ConsentText, line.Consent?.Version ?? ImportedRequestHandler.ConsentVersion,
            line.Consent?.Page,
            (line.IsRestriction ? null : line.At) ?? import.StartedAt!.Value, import.Id);
        return recipients.ImportAsync(
            EmailAddress.OfStored(line.Email),
            new ImportedSubscription(line.State, consent, import.Source!, line.IsRestriction ? line.At : null),
            cancellationToken);
    }

    /// <summary>By what is stored now, so that a repeated line counts as when it was first done.</summary>
    private static ImportCounts CountOf(Import import, ImportLine line, RecipientChange change)
    {
        var isChanged = !ReferenceEquals(change.Before, change.After)
            || change.After.Consent?.SubmissionId == import.Id;
        return line.IsRestriction
            ? isChanged ? new ImportCounts(0, 0, 0, 1) : new ImportCounts(0, 0, 1, 0)
            : isChanged ? new ImportCounts(1, 0, 0, 0)
            : change.After.State is SubscriptionState.Confirmed or SubscriptionState.Pending
                ? new ImportCounts(0, 1, 0, 0)
            : new ImportCounts(0, 0, 1, 0);
    }
}
