using BlueSky.Content.Localization;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Tests.Settings;

public sealed class HoursTextTests
{
    [Theory]
    [InlineData("Mon-Fri 09:00-17:00", "en", "Monday to Friday, 9 AM to 5 PM")]
    [InlineData("Mon-Fri 09:00-17:00", "es", "de lunes a viernes, de 9 a. m. a 5 p. m.")]
    [InlineData("Mon-Thu 08:30-17:00; Fri 08:30-12:00", "en",
        "Monday to Thursday, 8:30 AM to 5 PM; Friday, 8:30 AM to 12 PM")]
    [InlineData("Fri 09:00-12:00; Mon 09:00-12:00; Tue 09:00-12:00", "en",
        "Monday to Tuesday, 9 AM to 12 PM; Friday, 9 AM to 12 PM")]
    [InlineData("Sat-Sun 10:00-14:00", "en", "Saturday to Sunday, 10 AM to 2 PM")]
    [InlineData("Tue 10:00-14:00", "es", "martes, de 10 a. m. a 2 p. m.")]
    public void Days_with_the_same_hours_are_named_together(string hours, string tag, string words) =>
        Assert.Equal(words, HoursText.Of(WeeklyHours.TryParse(hours)!, Texts.For(tag)).Replace('\u00A0', ' '));
}
