using BlueSky.Content.Localization;

namespace BlueSky.Content.Tests.Localization;

public sealed class DateTextsTests
{
    private static readonly DateOnly Monday = new(2026, 11, 30);

    [Theory]
    [InlineData("en", 2026, "Monday, November\u00A030")]
    [InlineData("en", 2025, "Monday, November\u00A030, 2026")]
    [InlineData("es", 2026, "lunes 30\u00A0de noviembre")]
    [InlineData("es", 2025, "lunes 30\u00A0de noviembre de 2026")]
    public void A_day_has_its_year_when_it_is_not_this_year(string tag, int thisYear, string day) =>
        Assert.Equal(day, Texts.For(tag).LongDay(Monday, thisYear));

    [Theory]
    [InlineData("en", "17:00", "5\u00A0PM")]
    [InlineData("en", "00:00", "12\u00A0AM")]
    [InlineData("en", "12:05", "12:05\u00A0PM")]
    [InlineData("es", "16:30", "4:30\u00A0p.\u00A0m.")]
    [InlineData("es", "09:00", "9\u00A0a.\u00A0m.")]
    public void A_full_hour_has_no_minutes(string tag, string time, string words) =>
        Assert.Equal(words, Texts.For(tag).Clock(TimeOnly.Parse(time, null)));

    [Theory]
    [InlineData("en", "17:00", "Monday, November\u00A030, 5\u00A0PM")]
    [InlineData("es", "17:00", "lunes 30\u00A0de noviembre a las 5\u00A0p.\u00A0m.")]
    [InlineData("es", "13:15", "lunes 30\u00A0de noviembre a la 1:15\u00A0p.\u00A0m.")]
    public void A_deadline_is_a_day_and_a_time(string tag, string time, string words) =>
        Assert.Equal(words, Texts.For(tag).Deadline(Monday, TimeOnly.Parse(time, null), 2026));
}
