namespace BlueSky.Content.Mails;

/// <summary>The text of news, as it was written in Markdown: what it is made of, and what is not possible.</summary>
public sealed record NewsText(IReadOnlyList<NewsBlock> Blocks, IReadOnlyList<NewsProblem> Problems)
{
    /// <summary>In characters.</summary>
    public const int MaxLength = 20_000;

    /// <summary>Never fails: what cannot be is among the problems.</summary>
    public static NewsText Parse(string markdown) => NewsParser.Parse(markdown);
}

/// <param name="Line">From 1.</param>
/// <param name="Sentence">What is wrong, for the person who wrote it.</param>
public sealed record NewsProblem(int Line, string Sentence)
{
    /// <param name="line">From 0, as the parser counts.</param>
    internal static NewsProblem At(int line, string sentence) => new(line + 1, sentence);
}

/// <summary>A heading, a paragraph, a list or a button.</summary>
public abstract record NewsBlock
{
    private protected NewsBlock()
    {
    }
}

/// <param name="Level">2 or 3; the subject is the first level.</param>
public sealed record NewsHeading(int Level, IReadOnlyList<NewsSpan> Spans) : NewsBlock;

public sealed record NewsParagraph(IReadOnlyList<NewsSpan> Spans) : NewsBlock;

/// <param name="FirstNumber">Null for a list without numbers.</param>
public sealed record NewsList(int? FirstNumber, IReadOnlyList<IReadOnlyList<NewsSpan>> Items) : NewsBlock;

/// <summary>A link that is alone in its paragraph.</summary>
public sealed record NewsButton(string Label, Uri Link) : NewsBlock;

/// <summary>A piece of text of one look. "\n" is a line break.</summary>
public sealed record NewsSpan(string Text, bool IsBold = false, bool IsItalic = false, Uri? Link = null);
