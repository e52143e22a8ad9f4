namespace SendGrid.Helpers.Mail.Model;

/// <summary>A text/plain part.</summary>
public class PlainTextContent : Content
{
    public PlainTextContent(string value)
        : base(MimeType.Text, value)
    {
    }
}
