using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Backups;

/// <summary>
/// Restores the submissions of a day, with their history, their emails and their place in the index. Holds the ids of
/// the day, and of the rows one page.
/// </summary>
internal sealed class DayRestore(
    RestoreRun run, string partition, IRowStore rows, RestoredRequests requests, TimeProvider clock)
{
    private readonly RestoreReport report = run.Report;

    /// <summary>Submissions that exist, or will.</summary>
    private readonly HashSet<string> present = [];

    /// <summary>Submissions that were not processed when they were exported.</summary>
    private readonly HashSet<string> unprocessed = [];

    private readonly HashSet<string> toIndex = [];

    /// <param name="submissions">The day's rows in the backup, in the order of their keys.</param>
    /// <param name="mails">The day's emails in the backup, in the order of their keys.</param>
    public async Task RunAsync(
        IAsyncEnumerable<TableRow> submissions, IAsyncEnumerable<TableRow> mails, CancellationToken cancellationToken)
    {
        await RestoreAsync(TableName.Submissions, submissions, RestoreSubmissionRow, cancellationToken);
        report.Indexed += toIndex.Count;
        if (run.Writes)
        {
            await requests.IndexAsync(SubmissionKey.DayOf(partition), toIndex, cancellationToken);
        }

        // After the submissions, so that no email is there without one.
        await RestoreAsync(TableName.Mails, mails, RestoreMail, cancellationToken);
    }

    private async Task RestoreAsync(
        string table, IAsyncEnumerable<TableRow> saved, Func<RowPair, TableRow?> decide,
        CancellationToken cancellationToken)
    {
        var writer = new RestoreWriter(rows, table, report.Of(table), run.Writes);
        var living = rows.ReadAsync(table, new RowRange(partition), cancellationToken);
        await foreach (var pair in RowMerge.MergeAsync(saved, living, cancellationToken))
        {
            if (decide(pair) is { } row)
            {
                await writer.AddAsync(row, cancellationToken);
            }
        }

        await writer.FlushAsync(cancellationToken);
    }

    private TableRow? RestoreSubmissionRow(RowPair pair)
    {
        if (RestoreRules.IsSubmission(pair.Key))
        {
            return RestoreSubmission(pair);
        }

        // Ids sort before all other rows of a day, so it is known by now which there are.
        return pair.Saved is { } saved && RestoreRules.RequestOfEvent(pair.Key) is { } id && run.IncludesSubmission(id)
            ? RestoreIfPresent(saved, pair.Living, id, TableName.Submissions)
            : null;
    }

    private TableRow? RestoreSubmission(RowPair pair)
    {
        var id = pair.Key.Row;
        if (pair.Living is not null)
        {
            present.Add(id);
        }

        if (pair.Saved is not { } saved || !run.IncludesSubmission(id))
        {
            return null;
        }

        var restored = pair.Living is { } living ? Replace(saved, living) : Add(saved);
        if (restored is not null)
        {
            present.Add(id);
            RestoreReport.Note(report.Submissions, id);
        }

        if (present.Contains(id) && requests.IsRequest(saved)
            && (restored is not null || !run.Pointers.ContainsKey(RestoreRun.PointerOf(saved.Key))))
        {
            toIndex.Add(id);
        }

        if (saved.IsUnfinished(TableName.Submissions))
        {
            unprocessed.Add(id);
        }

        return restored;
    }

    private TableRow? Add(TableRow saved)
    {
        var (count, id) = (report.Of(TableName.Submissions), saved.Key.Row);
        if (run.Erasures.IncludesSubmission(saved))
        {
            count.LeftOut++;
            RestoreReport.Note(report.Erased, id);
            return null;
        }

        if (run.Erasures.Redacted(id))
        {
            RestoreReport.Note(report.Redacted, id);
            if (run.Scope.Submission is null)
            {
                count.LeftOut++;
                return null;
            }
        }

        count.Restored++;
        if (!saved.IsUnfinished(TableName.Submissions))
        {
            return WithLaterChange(saved, saved.Number("Changes"));
        }

        report.NotProcessed++;
        return WithLaterChange(saved.ToFailed(), saved.Number("Changes") + 1);
    }

    private TableRow? Replace(TableRow saved, TableRow living)
    {
        var count = report.Of(TableName.Submissions);
        if (saved.IsUnfinished(TableName.Submissions) || saved.IsSameAs(living))
        {
            count.Present++;
            return null;
        }

        if (!run.Scope.Replaces || run.Erasures.Redacted(saved.Key.Row) || run.Erasures.IncludesSubmission(saved))
        {
            count.Different++;
            return null;
        }

        count.Replaced++;
        var changes = Math.Max(saved.Number("Changes"), living.Number("Changes")) + 1;
        return WithLaterChange(saved with { Version = living.Version }, changes);
    }

    // The index takes no older change, and a page that somebody has open must not be taken for the newest.
    private TableRow WithLaterChange(TableRow row, int changes) =>
        Math.Max(changes, run.Pointers.GetValueOrDefault(RestoreRun.PointerOf(row.Key))) is var later
        && later != row.Number("Changes")
            ? row.With(("Changes", later))
            : row;

    private TableRow? RestoreMail(RowPair pair)
    {
        var id = RestoreRules.SubmissionOfMail(pair.Key);
        if (pair.Saved is not { } saved || !run.IncludesSubmission(id))
        {
            return null;
        }

        if (!saved.IsUnfinished(TableName.Mails) || pair.Living is not null)
        {
            return RestoreIfPresent(saved, pair.Living, id, TableName.Mails);
        }

        if (unprocessed.Contains(id) && saved.IsNotTried())
        {
            report.Of(TableName.Mails).LeftOut++;
            return null;
        }

        if (RestoreIfPresent(saved, living: null, id, TableName.Mails) is not { } restored)
        {
            return null;
        }

        report.Parked++;
        return restored.ToParked(clock.GetUtcNow());
    }

    private TableRow? RestoreIfPresent(TableRow saved, TableRow? living, string id, string table)
    {
        var count = report.Of(table);
        if (!present.Contains(id))
        {
            count.LeftOut++;
            return null;
        }

        if (living is null)
        {
            count.Restored++;
            return saved;
        }

        if (saved.IsUnfinished(table) || saved.IsSameAs(living))
        {
            count.Present++;
            return null;
        }

        if (!run.Scope.Replaces || run.Erasures.Redacted(id))
        {
            count.Different++;
            return null;
        }

        count.Replaced++;
        return saved with { Version = living.Version };
    }
}
