using System.Globalization;
using BlueSky.Content.Mails;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.News;

/// <summary>What stands against sending news as they are.</summary>
internal static class NewsCheck
{
    /// <summary>In characters.</summary>
    public const int MaxSubject = 150;

    public static string? SubjectProblem(NewsItem news) => news.Subject.Length switch
    {
        0 => "Write a subject.",
        > MaxSubject => "The subject is too long for many inboxes.",
        _ => null,
    };

    public static IReadOnlyList<string> TextProblems(NewsItem news)
    {
        var text = NewsText.Parse(news.Text);
        return text.Problems.Count > 0
            ? [
                .. text.Problems.Select(problem => string.Create(
                    CultureInfo.InvariantCulture, $"Line {problem.Line}: {problem.Sentence}")),
            ]
            : text.Blocks.Count == 0 ? ["Write a text."] : [];
    }

    public static bool IsReady(NewsItem news) => SubjectProblem(news) is null && TextProblems(news).Count == 0;
}

/// <summary>What a manager filled in to send news.</summary>
internal sealed record NewsOrder
{
    private static readonly string[] TimeFormats = ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"];

    /// <summary>The number of recipients, as typed.</summary>
    public string Count { get; init; } = "";

    public string? CountProblem { get; init; }

    /// <summary>When to send, as typed.</summary>
    public string Time { get; init; } = "";

    public string? TimeProblem { get; init; }

    /// <summary>When to send; null for now.</summary>
    public DateTimeOffset? At { get; init; }

    public bool IsRight => CountProblem is null && TimeProblem is null;

    public NewsOrder ChangedMeanwhile() => this with { CountProblem = "The text was changed meanwhile. Read it again." };

    /// <param name="recipients">How many there are now.</param>
    /// <param name="maxAhead">How far ahead it may be planned.</param>
    public static NewsOrder Read(
        PostedForm form, int recipients, NewsItem news, ClinicSettings clinic, DateTimeOffset now, TimeSpan maxAhead)
    {
        var count = PostedText.CleanLine(form["count"] ?? "");
        var time = PostedText.CleanLine(form["at"] ?? "");
        DateTimeOffset? at = DateTime.TryParseExact(
            time, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? clinic.Hours.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
            : null;
        return new NewsOrder
        {
            Count = count,
            Time = time,
            At = at,
            CountProblem = count != recipients.ToString(CultureInfo.InvariantCulture)
                ? string.Create(CultureInfo.InvariantCulture, $"Please type the number {recipients}.")
                : form["version"] is { } version && version != news.Changes.ToString(CultureInfo.InvariantCulture)
                    ? "The text was changed meanwhile. Read it again."
                    : null,
            TimeProblem = time.Length == 0 ? null
                : at is null ? "Please choose a day and a time."
                : at <= now ? "This time is over."
                : at > now + maxAhead ? "This is too far ahead: at most a year."
                : null,
        };
    }
}
