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
/// Searches requests, newest first. Tables have no index for parts of texts, so the rows of the days are read and
/// compared here, a few days at a time; the number of rows and of days is limited.
/// </summary>
internal sealed class RequestSearch(IRequestStore requests, RequestIndexing indexing, TimeProvider clock)
{
    /// <summary>About how many rows one search reads.</summary>
    private const int MaxRows = 2_500;

    /// <summary>Days that hold nothing cost little, but not nothing.</summary>
    private const int MaxDays = 400;

    /// <summary>The limits of the days that are read together: the fewer rows they hold, the more.</summary>
    private const int MaxDaysAtOnce = 32;
    private const int FewRows = 500;

    /// <summary>Fewer digits would match nearly every number.</summary>
    private const int MinDigits = 3;

    public async Task<SearchResult> FindAsync(
        RequestQuery query, int skip, int take, CancellationToken cancellationToken)
    {
        var (found, rows, since) = (new List<Submission>(), 0, query.Since);
        await foreach (var (from, read) in ReadDaysAsync(query, cancellationToken))
        {
            rows += read.Count;
            found.AddRange(read.Where(Matches(query)).OrderByDescending(request => request.ReceivedAt));
            if (found.Count > skip + take || rows >= MaxRows || from <= query.LastDay.AddDays(-MaxDays))
            {
                since = new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero);
                break;
            }
        }

        return new SearchResult(
            found.Skip(skip).Take(take).ToList(), found.Count > skip + take,
            since > query.Since ? since : query.Since);
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

    private async IAsyncEnumerable<(DateOnly From, List<Submission> Read)> ReadDaysAsync(
        RequestQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (last, days) = (query.LastDay, 1);
        while (last >= query.FirstDay)
        {
            var first = last.DayNumber - query.FirstDay.DayNumber < days ? query.FirstDay : last.AddDays(1 - days);
            var read = await requests.ReadAsync(
                first, last, indexing.Kinds, query.Filter.Stored, cancellationToken).ToListAsync(cancellationToken);
            yield return (first, read);
            last = first.AddDays(-1);
            days = read.Count < FewRows ? Math.Min(days * 2, MaxDaysAtOnce) : days;
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
