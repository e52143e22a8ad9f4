using System.Globalization;

namespace BlueSky.Functions.Settings;

/// <summary>Days in addresses, forms and names, as <c>yyyy-MM-dd</c>.</summary>
internal static class DayText
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>Days before the first of the calendar cannot be calculated with.</summary>
    private const int MinYear = 2000;

    /// <returns>Null for other text, and for a day before the year 2000.</returns>
    public static DateOnly? TryParse(string? text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year >= MinYear
            ? day
            : null;

    public static string Of(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);
}
