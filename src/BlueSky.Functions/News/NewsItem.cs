using System.Security.Cryptography;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.News;

internal enum NewsState
{
    Draft,

    /// <summary>Begins at its time.</summary>
    Scheduled,

    /// <summary>Decided, but its parts are not yet stored.</summary>
    Starting,
    Sending,

    /// <summary>Sends no more until someone resumes it.</summary>
    Paused,

    /// <summary>Ended by a person; those who have not got it never do.</summary>
    Stopped,
    Sent,
}

/// <summary>News for the subscribers. Its state changes are in <see cref="NewsTransitions"/>.</summary>
internal sealed record NewsItem
{
    public required string Id { get; init; }

    public string Subject { get; init; } = "";

    /// <summary>Markdown.</summary>
    public string Text { get; init; } = "";

    public NewsState State { get; init; }

    /// <summary>Counts the changes of subject and text, so that two people do not overwrite each other.</summary>
    public int Changes { get; init; }

    /// <summary>Who changed it last.</summary>
    public required string By { get; init; }

    /// <summary>When it was changed last, in any way.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>When the last test of the present text was sent; null for none.</summary>
    public DateTimeOffset? TestedAt { get; init; }

    /// <summary>When a scheduled one begins.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    /// <summary>Who was confirmed then gets it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the last email was done, or it was stopped.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Emails that were given up before it are tried again; null when that was never asked for.</summary>
    public DateTimeOffset? RetriedAt { get; init; }

    /// <summary>How many were subscribed at the start.</summary>
    public int Recipients { get; init; }

    public NewsCounts Counts { get; init; } = NewsCounts.None;

    /// <summary>The stored version that was read; null for new ones.</summary>
    public string? Version { get; init; }

    public bool IsEditable => State is NewsState.Draft;

    /// <summary>The emails of one part, in the outbox.</summary>
    public SubmissionKey PartOf(string part) => new(SubmissionKey.DayOf(StartedAt!.Value), $"{Id}-{part}");
}

/// <summary>What became of the emails, as counted at a time.</summary>
/// <param name="Handed">Taken by SendGrid, whatever became of them then.</param>
/// <param name="Arrived">Reported as delivered.</param>
/// <param name="OnTheWay">Not yet known what became of them.</param>
/// <param name="Failed">Bounced, dropped or given up.</param>
/// <param name="GivenUp">Those of them that SendGrid refused, or of which its answer is not known.</param>
/// <param name="Skipped">Not sent, because the person had unsubscribed or bounced before their turn.</param>
/// <param name="Unsubscribed">Who unsubscribed since the start.</param>
/// <param name="At">Null when they were never counted.</param>
internal sealed record NewsCounts(
    int Handed, int Arrived, int OnTheWay, int Failed, int GivenUp, int Skipped, int Unsubscribed, DateTimeOffset? At)
{
    public static readonly NewsCounts None = new(0, 0, 0, 0, 0, 0, 0, At: null);
}

internal static class NewsId
{
    private const string Prefix = "NEWS-";
    private const int Length = 8;

    public static string New() => Prefix + RandomNumberGenerator.GetString(SubmissionId.Alphabet, Length);

    public static bool IsValid(string id) =>
        id.Length == Prefix.Length + Length && id.StartsWith(Prefix, StringComparison.Ordinal)
        && id[Prefix.Length..].All(SubmissionId.Alphabet.Contains);
}
