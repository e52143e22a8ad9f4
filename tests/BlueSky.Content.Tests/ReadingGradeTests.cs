namespace BlueSky.Content.Tests;

public sealed class ReadingGradeTests
{
    [Theory]
    [InlineData("cat", 1)]
    [InlineData("please", 1)]
    [InlineData("moved", 1)]
    [InlineData("needed", 2)]
    [InlineData("email", 2)]
    [InlineData("little", 2)]
    [InlineData("request", 2)]
    [InlineData("resources", 3)]
    [InlineData("consultation", 4)]
    public void Syllables_are_counted_as_they_are_spoken(string word, int syllables) =>
        Assert.Equal(syllables, ReadingGrade.Syllables(word));

    // 0.39 × words per sentence + 11.8 × syllables per word - 15.59.
    [Theory]
    [InlineData("The cat sat on the mat.", -1.45)]
    [InlineData("Dr. Rosen calls you.", 0.72)]
    [InlineData("Notification of a confirmation of a subscription necessitates authentication.", 20.70)]
    public void A_hard_text_has_a_high_grade(string text, double grade) =>
        Assert.Equal(grade, ReadingGrade.Of([text]), 0.01);
}
