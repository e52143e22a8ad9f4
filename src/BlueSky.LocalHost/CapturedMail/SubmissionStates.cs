using System.Globalization;
using Azure.Data.Tables;

namespace BlueSky.LocalHost.CapturedMail;

/// <param name="Handling">The outcome of a request, as recorded by staff; null when it is not a request.</param>
/// <param name="Reason">Why it is held back or failed.</param>
internal sealed record SubmissionState(
    string Id, string Form, DateTimeOffset ReceivedAt, string State, string? Handling, string? Reason,
    IReadOnlyList<EmailState> Emails)
{
    public bool IsRequest => Handling is not null;
}

/// <param name="MessageId">SendGrid's id, once it was sent.</param>
/// <param name="IsPlanned">It has a time for its next attempt.</param>
internal sealed record EmailState(string Template, string State, string? MessageId, int Attempts, bool IsPlanned);

/// <summary>Reads the states of the newest submissions from the app's tables, without names and addresses.</summary>
internal sealed partial class SubmissionStates
{
    private const int Days = 7;
    private const int MaxShown = 20;
    private const int MaxRowsPerDay = 1_000;

    // A page with emails must not wait for storage.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private static readonly string[] SubmissionColumns =
        ["PartitionKey", "RowKey", "Form", "ReceivedAt", "State", "Handling", "Error"];

    private static readonly string[] EmailColumns =
        ["RowKey", "Template", "State", "MessageId", "Attempts", "NextAttemptAt"];

    private readonly TableClient submissions;
    private readonly TableClient emails;
    private readonly TimeProvider time;
    private readonly ILogger<SubmissionStates> logger;

    public SubmissionStates(string connectionString, TimeProvider time, ILogger<SubmissionStates> logger)
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 0, NetworkTimeout = Timeout } };
        var tables = new TableServiceClient(connectionString, options);
        (submissions, emails) = (tables.GetTableClient("Submissions"), tables.GetTableClient("Mails"));
        (this.time, this.logger) = (time, logger);
    }

    /// <returns>Newest first; null when storage did not answer in time.</returns>
    public async Task<IReadOnlyList<SubmissionState>?> ReadAsync(CancellationToken aborted)
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(aborted, deadline.Token);
        try
        {
            var rows = await ReadNewestAsync(linked.Token);
            return await Task.WhenAll(rows.Select(row => WithEmailsAsync(row, linked.Token)));
        }
        catch (Exception failure) when (!aborted.IsCancellationRequested)
        {
            // The page says it, and its emails can still be read.
            LogUnreachable(failure.GetType().Name);
            return null;
        }
    }

    // Row keys do not sort by time, so a day is read as a whole.
    private async Task<List<TableEntity>> ReadNewestAsync(CancellationToken stop)
    {
        var newest = new List<TableEntity>();
        var today = time.GetUtcNow().UtcDateTime.Date;
        for (var age = 0; age <= Days && newest.Count < MaxShown; age++)
        {
            var day = today.AddDays(-age).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var rows = await QueryAsync(
                submissions, $"PartitionKey eq {day} and RowKey ge {"BSK-"} and RowKey lt {"BSK."}",
                SubmissionColumns, stop);
            newest.AddRange(rows.OrderByDescending(row => row.GetDateTimeOffset("ReceivedAt")));
        }

        return newest[..Math.Min(newest.Count, MaxShown)];
    }

    private async Task<SubmissionState> WithEmailsAsync(TableEntity row, CancellationToken stop)
    {
        var (first, after) = ($"{row.RowKey}.", $"{row.RowKey}/");
        var rows = await QueryAsync(
            emails, $"PartitionKey eq {row.PartitionKey} and RowKey ge {first} and RowKey lt {after}", EmailColumns,
            stop);
        return new SubmissionState(
            row.RowKey, row.GetString("Form") ?? "", row.GetDateTimeOffset("ReceivedAt") ?? default,
            row.GetString("State") ?? "", TextIn(row, "Handling"), TextIn(row, "Error"), [.. rows.Select(ToEmail)]);
    }

    private static EmailState ToEmail(TableEntity row) => new(
        row.GetString("Template") ?? "", row.GetString("State") ?? "", TextIn(row, "MessageId"),
        row.GetInt32("Attempts") ?? 0, row.GetDateTimeOffset("NextAttemptAt") is not null);

    private static string? TextIn(TableEntity row, string column) =>
        row.GetString(column) is { Length: > 0 } text ? text : null;

    private static async Task<List<TableEntity>> QueryAsync(
        TableClient table, FormattableString where, string[] columns, CancellationToken stop)
    {
        try
        {
            return await table
                .QueryAsync<TableEntity>(TableClient.CreateQueryFilter(where), MaxRowsPerDay, columns, stop)
                .Take(MaxRowsPerDay).ToListAsync(stop);
        }
        catch (Azure.RequestFailedException missing) when (missing.ErrorCode == "TableNotFound")
        {
            // The app makes its tables when it first needs them.
            return [];
        }
    }

    [LoggerMessage(LogLevel.Debug, "The submissions could not be read for the page of emails ({Reason})")]
    private partial void LogUnreachable(string reason);
}
