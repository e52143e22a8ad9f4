using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Backups;

/// <summary>
/// Brings rows of an export back: adds what is missing, and on request replaces what differs. Sends nothing: no open
/// marker and no message is written. What was decided later is kept: an erasure, an opt-out, a suppression. Running it
/// again changes nothing more.
/// </summary>
internal sealed class Restore(
    BackupCatalog catalog, ErasureReader erasures, IRowStore rows, RestoredRequests requests, TimeProvider clock)
{
    private const string IndexPartition = "requests";
    private const string BlockedPartition = "blocked";
    private const string PointerPrefix = "id.";

    /// <param name="writes">False to count only.</param>
    public async Task<RestoreReport> RunAsync(
        ExportToRestore export, RestoreScope scope, bool writes, CancellationToken cancellationToken)
    {
        var run = new RestoreRun(
            scope, writes, new RestoreReport(export.Day), await erasures.ReadAsync(export, cancellationToken),
            await ReadPointersAsync(scope, cancellationToken));
        if (!scope.IsEverything)
        {
            await foreach (var day in DaysOf(export, scope, cancellationToken))
            {
                await RestoreDaysAsync(export, run, new RowRange(day), cancellationToken);
            }

            return run.Report;
        }

        // Recipients first: whoever opted out must be known before anything else is there.
        await RestoreTableAsync(export, run, TableName.Recipients, RowRange.All, RestoreRecipient, cancellationToken);
        await RestoreDaysAsync(export, run, RowRange.All, cancellationToken);
        await RestoreTableAsync(
            export, run, TableName.Desk, new RowRange(BlockedPartition), RestoreBlock, cancellationToken);
        await RestoreTableAsync(
            export, run, TableName.News, RowRange.All, RestoreNews, cancellationToken);
        await RestoreAccountsAsync(export, run, cancellationToken);
        await RestoreTableAsync(export, run, TableName.Audit, RowRange.All, RestoreMissing, cancellationToken);
        return run.Report;
    }

    private async Task RestoreDaysAsync(
        ExportToRestore export, RestoreRun run, RowRange range, CancellationToken cancellationToken)
    {
        await using var submissions = ReadPartitions(TableName.Submissions);
        await using var mails = ReadPartitions(TableName.Mails);
        while (First(await submissions.PeekAsync(), await mails.PeekAsync()) is { } day)
        {
            await new DayRestore(run, day, rows, requests, clock).RunAsync(
                submissions.ReadAsync(day, cancellationToken), mails.ReadAsync(day, cancellationToken),
                cancellationToken);
        }

        PartitionReader ReadPartitions(string table) =>
            new(catalog.ReadAsync(export, table, range, cancellationToken).GetAsyncEnumerator(cancellationToken));
    }

    private IAsyncEnumerable<string> DaysOf(
        ExportToRestore export, RestoreScope scope, CancellationToken cancellationToken) =>
        scope.Day is { } day
            ? new[] { SubmissionKey.PartitionOf(day) }.ToAsyncEnumerable()
            : catalog.ReadAsync(export, TableName.Submissions, RowRange.All, cancellationToken)
                .Where(row => row.Key.Row == scope.Submission).Select(row => row.Key.Partition);

    private async Task RestoreTableAsync(
        ExportToRestore export, RestoreRun run, string table, RowRange range,
        Func<RestoreRun, RestoreCount, RowPair, TableRow?> decide, CancellationToken cancellationToken)
    {
        var count = run.Report.Of(table);
        var writer = new RestoreWriter(rows, table, count, run.Writes);
        await foreach (var pair in RowMerge.MergeAsync(
            catalog.ReadAsync(export, table, range, cancellationToken),
            rows.ReadAsync(table, range, cancellationToken), cancellationToken))
        {
            if (pair.Saved is not null && decide(run, count, pair) is { } row)
            {
                await writer.AddAsync(row, cancellationToken);
            }
        }

        await writer.FlushAsync(cancellationToken);
    }

    private TableRow? RestoreRecipient(RestoreRun run, RestoreCount count, RowPair pair)
    {
        var saved = pair.Saved!;
        var isErased = run.Erasures.IncludesRecipient(saved.Key.Row);
        if (pair.Living is not { } living)
        {
            count.Restored++;
            run.Report.Cleared += isErased ? 1 : 0;
            return isErased ? saved.ToCleared() : saved;
        }

        if (saved.IsSameAs(living))
        {
            count.Present++;
            return null;
        }

        if (!run.Scope.Replaces || isErased || living.IsProtected())
        {
            count.Different++;
            return null;
        }

        count.Replaced++;
        return saved with { Version = living.Version };
    }

    private TableRow? RestoreBlock(RestoreRun run, RestoreCount count, RowPair pair)
    {
        if (pair.Living is null && !(pair.Saved!.Time("Until") > clock.GetUtcNow()))
        {
            count.LeftOut++;
            return null;
        }

        return RestoreMissing(run, count, pair);
    }

    private static TableRow? RestoreNews(RestoreRun run, RestoreCount count, RowPair pair) =>
        RestoreMissing(run, count, pair)?.ToEnded();

    private static TableRow? RestoreMissing(RestoreRun run, RestoreCount count, RowPair pair)
    {
        if (pair.Living is not null)
        {
            count.Present++;
            return null;
        }

        count.Restored++;
        return pair.Saved;
    }

    // Only into an empty table: a row that somebody removed there meant that an account must not sign in any more.
    private async Task RestoreAccountsAsync(
        ExportToRestore export, RestoreRun run, CancellationToken cancellationToken)
    {
        var range = new RowRange(BackupTable.AccountPartition);
        var isEmpty = !await rows.ReadAsync(TableName.Sessions, range, cancellationToken)
            .AnyAsync(cancellationToken);
        await RestoreTableAsync(
            export, run, TableName.Sessions, range, isEmpty ? RestoreMissing : LeaveOut, cancellationToken);

        static TableRow? LeaveOut(RestoreRun run, RestoreCount count, RowPair pair)
        {
            count.LeftOut++;
            return null;
        }
    }

    // Without those that point to a row of the list that is missing.
    private async Task<Dictionary<string, int>> ReadPointersAsync(
        RestoreScope scope, CancellationToken cancellationToken)
    {
        var pointers = new Dictionary<string, (int Changes, string ListRow)>();
        var listed = new HashSet<string> { "" };
        await foreach (var row in rows.ReadAsync(
            TableName.Desk, new RowRange(IndexPartition), cancellationToken))
        {
            if (!row.Key.Row.StartsWith(PointerPrefix, StringComparison.Ordinal))
            {
                listed.Add(row.Key.Row);
            }
            else if (IsInScope(row.Key.Row[PointerPrefix.Length..]))
            {
                pointers[row.Key.Row[PointerPrefix.Length..]] = (row.Number("Changes"), row.Text("ListRow") ?? "");
            }
        }

        return pointers.Where(pointer => listed.Contains(pointer.Value.ListRow))
            .ToDictionary(pointer => pointer.Key, pointer => pointer.Value.Changes);

        bool IsInScope(string pointer) =>
            (scope.Day is not { } day
                || pointer.EndsWith($".{SubmissionKey.PartitionOf(day)}", StringComparison.Ordinal))
            && (scope.Submission is not { } id || pointer.StartsWith($"{id}.", StringComparison.Ordinal));
    }

    private static string? First(string? one, string? other) =>
        one is null || other is null ? one ?? other : string.CompareOrdinal(one, other) <= 0 ? one : other;
}
