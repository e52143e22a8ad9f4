using System.Globalization;
using Azure.Data.Tables;

namespace BlueSky.Endurance;

/// <summary>What visitors were promised, held against what the tables hold and what SendGrid got.</summary>
internal sealed record Verdict
{
    public required int Accepted { get; init; }

    public required int Stored { get; init; }

    /// <summary>Answered with success, and not in the table.</summary>
    public required int Lost { get; init; }

    /// <summary>Rows beyond one for each form.</summary>
    public required int StoredTwice { get; init; }

    /// <summary>What follows from each form, and any further mail in the outbox.</summary>
    public required int Due { get; init; }

    public required int Sent { get; init; }

    public required int Missing { get; init; }

    /// <summary>Copies beyond the first that no unknown outcome explains.</summary>
    public required int Duplicated { get; init; }

    /// <summary>Copies beyond the first where SendGrid took a mail, and its answer and its event were lost.</summary>
    public required int DuplicatedInTheWindow { get; init; }

    /// <summary>From the answer to the first receipt by SendGrid.</summary>
    public required IReadOnlyList<TimeSpan> Delays { get; init; }

    /// <summary>Failed with "outcome unknown twice", never received, and requeued by hand.</summary>
    public int Requeued { get; init; }

    public int StillOpen { get; init; }

    /// <summary>Log lines that hold something a visitor typed.</summary>
    public int Leaks { get; init; }

    public bool IsGood => Lost + StoredTwice + Missing + Duplicated + StillOpen + Leaks == 0;

    public static Verdict Of(
        IReadOnlyCollection<Accepted> accepted, IReadOnlyList<TableEntity> submissions,
        IReadOnlyList<TableEntity> outbox, IReadOnlyList<SentMail> received)
    {
        var rows = submissions.Select(row => row.RowKey).ToHashSet();
        var promised = accepted.SelectMany(form => form.Ids).ToHashSet();
        var acceptedAt = accepted.SelectMany(form => form.Ids, (form, id) => (id, form.At))
            .ToDictionary(answer => answer.id, answer => answer.At);
        var due = accepted
            .SelectMany(form => form.Ids.SelectMany(id => form.Post.Templates.Select(name => $"{id}.{name}")))
            .Concat(outbox.Select(mail => mail.RowKey)).ToHashSet();
        // A mail id is the outbox's row key after the day and a dot.
        var copies = received.ToLookup(mail => mail.MailId[(mail.MailId.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        var unknowns = outbox.ToDictionary(mail => mail.RowKey, mail => mail.GetInt32("UnknownOutcomes") ?? 0);
        var surplus = copies.Select(mail => (
            Copies: due.Contains(mail.Key) ? mail.Count() - 1 : mail.Count(),
            Explained: unknowns.GetValueOrDefault(mail.Key))).ToList();

        return new Verdict
        {
            Accepted = accepted.Count,
            Stored = promised.Count(rows.Contains),
            Lost = promised.Count(id => !rows.Contains(id)),
            StoredTwice = rows.Count(id => !promised.Contains(id)) + promised.Count - accepted.Count,
            Due = due.Count,
            Sent = due.Count(copies.Contains),
            Missing = due.Count(mail => !copies.Contains(mail)),
            DuplicatedInTheWindow = surplus.Sum(mail => Math.Min(mail.Copies, mail.Explained)),
            Duplicated = surplus.Sum(mail => Math.Max(0, mail.Copies - mail.Explained)),
            Delays = [.. copies.Where(mail => acceptedAt.ContainsKey(IdOf(mail.Key)))
                .Select(mail => mail.Min(ReceivedAt) - acceptedAt[IdOf(mail.Key)]).Order()],
        };
    }

    private static string IdOf(string rowKey) => rowKey[..rowKey.IndexOf('.', StringComparison.Ordinal)];

    private static DateTimeOffset ReceivedAt(SentMail mail) => DateTimeOffset.Parse(
        mail.Record.GetProperty("receivedAt").GetString()!, CultureInfo.InvariantCulture);
}
