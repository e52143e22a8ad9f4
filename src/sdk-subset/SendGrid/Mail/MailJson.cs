using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace SendGrid.Helpers.Mail;

[JsonSerializable(typeof(SendGridMessage))]
internal sealed partial class MailJson : JsonSerializerContext
{
    /// <summary>As published: letters of every script as they are, html's own characters escaped.</summary>
    public static MailJson AsPublished { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}

/// <summary>Writes each address once, as published: SendGrid refuses a recipient named twice.</summary>
internal sealed class DistinctAddressesConverter : JsonConverter<List<EmailAddress>>
{
    public override List<EmailAddress> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A message is only written.");

    public override void Write(Utf8JsonWriter writer, List<EmailAddress> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var address in value.Distinct())
            JsonSerializer.Serialize(writer, address, MailJson.AsPublished.EmailAddress);
        writer.WriteEndArray();
    }
}
