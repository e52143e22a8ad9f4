namespace BlueSky.Content.Tests;

public sealed class ReadingGradeTests
{
    // Ten words of one syllable in two sentences: 0.39 * 5 + 11.8 * 1 - 15.59.
    [Fact]
    public void Short_words_in_short_sentences_are_easy() =>
        Assert.Equal(-1.84, ReadingGrade.Of("We write to you soon.\n\nThe cat sat down there."), tolerance: 0.005);

    // Four words with ten syllables in one sentence: 0.39 * 4 + 11.8 * 10 / 4 - 15.59.
    [Fact]
    public void Long_words_are_hard() =>
        Assert.Equal(15.47, ReadingGrade.Of("A consultation is available."), tolerance: 0.005);
}
