using System.Globalization;

namespace BlueSky.Functions.Settings;

/// <summary>
/// When the clinic works, and when it answers: by when a request is promised an answer, and when to try again. Pure
/// functions of a time.
/// </summary>
/// <param name="answerWithin">In business days; 0 for the same day.</param>
internal sealed class ClinicHours(
    TimeZoneInfo timeZone, WeeklyHours week, IReadOnlySet<DateOnly> holidays, int answerWithin)
{
    private const string AnswerWithinName = "Clinic:AnswerWithin";
    private const int MaxAnswerWithin = 30;

    private static readonly TimeSpan LaterBy = TimeSpan.FromHours(3);

    /// <summary>For a call before the clinic closes.</summary>
    private static readonly TimeSpan BeforeClosing = TimeSpan.FromMinutes(30);

    public static ClinicHours Read(SettingsReader reader, TimeZoneInfo timeZone, WeeklyHours week)
    {
        var holidays = reader.List("Clinic:Holidays").Select(date => ReadDate(reader, date)).ToHashSet();
        var answerWithin = reader.Integer(AnswerWithinName, 1);
        if (answerWithin > MaxAnswerWithin)
        {
            reader.Report(AnswerWithinName, $"must be between 0 and {MaxAnswerWithin}");
        }

        return new ClinicHours(timeZone, week, holidays, Math.Min(answerWithin, MaxAnswerWithin));
    }

    /// <summary>The promise: the end of the last business day on which a request is to be answered.</summary>
    public DateTimeOffset AnswerBy(DateTimeOffset received)
    {
        var date = DateOf(received);
        if (answerWithin == 0 && ClosingOf(date) is { } closing && received < closing)
        {
            return closing;
        }

        for (var day = 0; day < Math.Max(answerWithin, 1); day++)
        {
            date = NextBusinessDay(date);
        }

        return ClosingOf(date)!.Value;
    }

    public bool IsBusinessDay(DateOnly date) => HoursOf(date) is not null;

    /// <summary>The start of the next business day's hours.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset after)
    {
        var date = NextBusinessDay(DateOf(after));
        return At(date, HoursOf(date)!.Value.Opens);
    }

    /// <summary>In three hours, or shortly before the clinic closes; the next opening when today is over.</summary>
    public DateTimeOffset LaterToday(DateTimeOffset now)
    {
        var today = DateOf(now);
        if (HoursOf(today) is not { } hours || At(today, hours.Closes) - BeforeClosing is var latest && latest <= now)
        {
            return NextOpening(now);
        }

        var later = Max(now + LaterBy, At(today, hours.Opens));
        return later < latest ? later : latest;
    }

    /// <summary>The date at the clinic.</summary>
    public DateOnly DateOf(DateTimeOffset time) => DateOnly.FromDateTime(Local(time).DateTime);

    /// <summary>Midnight at the clinic.</summary>
    public DateTimeOffset StartOf(DateOnly date) => At(date, TimeOnly.MinValue);

    /// <summary>The time of day at the clinic.</summary>
    public TimeOnly TimeOf(DateTimeOffset time) => TimeOnly.FromDateTime(Local(time).DateTime);

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, timeZone);

    private OpeningHours? HoursOf(DateOnly date) => holidays.Contains(date) ? null : week[date.DayOfWeek];

    private DateTimeOffset? ClosingOf(DateOnly date) => HoursOf(date) is { } hours ? At(date, hours.Closes) : null;

    // Ends, because some weekday has hours and the holidays are a finite list.
    private DateOnly NextBusinessDay(DateOnly after)
    {
        var date = after.AddDays(1);
        while (!IsBusinessDay(date))
        {
            date = date.AddDays(1);
        }

        return date;
    }

    /// <summary>A time at the clinic. A time that clocks leave out in spring becomes the next that exists.</summary>
    public DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        // Clocks that go forward leave an hour out.
        while (timeZone.IsInvalidTime(local))
        {
            local = local.AddMinutes(30);
        }

        return new DateTimeOffset(local, timeZone.GetUtcOffset(local));
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateOnly ReadDate(SettingsReader reader, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : reader.Malformed("Clinic:Holidays", "dates like 2026-12-25", DateOnly.MinValue);
}
