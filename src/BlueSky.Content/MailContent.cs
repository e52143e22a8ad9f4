namespace BlueSky.Content;

/// <summary>One mail, ready to be sent: its subject is one line, both parts say the same.</summary>
public sealed record MailContent(string Subject, string Text, string Html)
{
    // A line break in a subject would start a header of its own.
    public string Subject { get; } = Subject.ReplaceLineEndings(" ");
}
