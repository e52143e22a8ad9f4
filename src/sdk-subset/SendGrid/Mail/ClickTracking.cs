using System.Text.Json.Serialization;

namespace SendGrid.Helpers.Mail;

/// <summary>Whether links are rewritten to pass through SendGrid.</summary>
public class ClickTracking
{
    [JsonPropertyName("enable")]
    public bool? Enable { get; set; }

    /// <summary>The same for the text/plain part.</summary>
    [JsonPropertyName("enable_text")]
    public bool? EnableText { get; set; }
}
