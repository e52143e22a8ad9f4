using System.Text.Json.Serialization;

namespace SendGrid.Helpers.Mail;

/// <summary>Whether an invisible image tells that a mail was opened.</summary>
public class OpenTracking
{
    [JsonPropertyName("enable")]
    public bool? Enable { get; set; }

    [JsonPropertyName("substitution_tag")]
    public string SubstitutionTag { get; set; }
}
