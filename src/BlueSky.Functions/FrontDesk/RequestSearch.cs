using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.FrontDesk;

/// <summary>What is searched for.</summary>
/// <param name="Words">Parts of a name, an address or a reference, or digits of a phone number; null for all.</param>
/// <param name="Until">Not included.</param>
internal sealed record RequestQuery(string? Words, StateFilter Filter, DateTimeOffset Since, DateTimeOffset Until)
{
    public DateOnly FirstDay => SubmissionKey.DayOf(Since);

    public DateOnly LastDay => SubmissionKey.DayOf(Until.AddTicks(-1));
}

/// <param name="Found">Newest first.</param>
/// <param name="IsMore">There are more after these.</param>
/// <param name="SearchedSince">How far back it looked.</param>
internal sealed record SearchResult(IReadOnlyList<Submission> Found, bool IsMore, DateTimeOffset SearchedSince);

/// <summary>
/// Searches requests day by day, newest first. Tables have no index for parts of texts, so the rows of the days are
/// read and compared here; the number of rows is limited.
/// </summary>
internal sealed class RequestSearch(IRequestStore requests, TimeProvider clock)
{
    /// <summary>The limit of rows that one search reads.</summary>
    private const int MaxRows = 5_000;

    /// <summary>How many days are read at once.</summary>
    private const int DaysAtOnce = 10;

    /// <summary>Fewer digits would match nearly every number.</summary>
    private const int MinDigits = 3;

    public async Task<SearchResult> FindAsync(
        RequestQuery query, int skip, int take, CancellationToken cancellationToken)
    {
        var (found, rows, since) = (new List<Submission>(), 0, query.Since);
        await foreach (var (day, read) in ReadDaysAsync(query, cancellationToken))
        {
            rows += read.Count;
            found.AddRange(read.Where(Matches(query)).OrderByDescending(request => request.ReceivedAt));
            if (found.Count > skip + take || rows >= MaxRows)
            {
                since = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
                break;
            }
        }

        return new SearchResult(
            found.Skip(skip).Take(take).ToList(), found.Count > skip + take, since > query.Since ? since : query.Since);
    }

    /// <summary>All matches, newest first, without a limit; reads while it is enumerated.</summary>
    public async IAsyncEnumerable<Submission> FindAllAsync(
        RequestQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (_, read) in ReadDaysAsync(query, cancellationToken))
        {
            foreach (var request in read.Where(Matches(query)).OrderByDescending(request => request.ReceivedAt))
            {
                yield return request;
            }
        }
    }

    private async IAsyncEnumerable<(DateOnly Day, List<Submission> Read)> ReadDaysAsync(
        RequestQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var last = query.LastDay; last >= query.FirstDay; last = last.AddDays(-DaysAtOnce))
        {
            var days = Enumerable.Range(0, DaysAtOnce).Select(ago => last.AddDays(-ago))
                .Where(day => day >= query.FirstDay).ToList();
            var reads = await Task.WhenAll(days.Select(day => requests
                .ReadDayAsync(day, query.Filter.Stored, cancellationToken).ToListAsync(cancellationToken).AsTask()));
            foreach (var (day, read) in days.Zip(reads))
            {
                yield return (day, read);
            }
        }
    }

    private Func<Submission, bool> Matches(RequestQuery query)
    {
        var (now, hasWords) = (clock.GetUtcNow(), WordsIn(query.Words));
        return request =>
            request.ReceivedAt >= query.Since && request.ReceivedAt < query.Until
            && query.Filter.Includes(RequestIndexing.LineOf(request).GroupAt(now))
            && hasWords(request);
    }

    private static Func<Submission, bool> WordsIn(string? words)
    {
        if (words is null)
        {
            return _ => true;
        }

        var reference = SubmissionId.TryParse(words);
        var digits = string.Concat(words.Where(char.IsDigit).Select(DigitOf));
        var isNumber = digits.Length >= MinDigits && words.All(c => char.IsDigit(c) || " ()+-./".Contains(c));
        var parts = Fold(words).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return request =>
            request.Id == reference
            || (isNumber && request.PhoneDigits?.Contains(digits, StringComparison.Ordinal) == true)
            || parts.All(Fold($"{request.Name} {request.Email} {request.Id}").Contains);
    }

    // Without case and accents: "Lopez" finds "LÓPEZ".
    private static string Fold(string text) => string.Concat(
        PostedText.CleanLine(text).Normalize(NormalizationForm.FormKD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        .ToLowerInvariant();

    private static char DigitOf(char digit) => (char)('0' + (int)char.GetNumericValue(digit));
}
