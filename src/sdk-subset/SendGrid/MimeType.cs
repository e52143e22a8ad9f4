namespace SendGrid;

/// <summary>The media types of a mail's two parts.</summary>
public class MimeType
{
    public static readonly string Html = "text/html";
    public static readonly string Text = "text/plain";
}
