using System.Text.Json.Serialization;

namespace SendGrid.Helpers.Mail;

/// <summary>One mail of a request: who gets it, and what is different for them.</summary>
public class Personalization
{
    /// <summary>The recipients; an address that is here twice is sent once.</summary>
    [JsonPropertyName("to")]
    [JsonConverter(typeof(DistinctAddressesConverter))]
    public List<EmailAddress> Tos { get; set; }

    [JsonPropertyName("headers")]
    public Dictionary<string, string> Headers { get; set; }

    [JsonPropertyName("custom_args")]
    public Dictionary<string, string> CustomArgs { get; set; }
}
