namespace BlueSky.Content;

/// <summary>The content of an email: a subject of one line, and two parts with the same content.</summary>
public sealed record MailContent(string Subject, string Text, string Html)
{
    // A line break in a subject would start another header.
    public string Subject { get; } = Subject.ReplaceLineEndings(" ");
}
