using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Azure.Core;
using Azure.Storage.Queues.Models;

namespace Azure.Storage.Queues;

/// <summary>Messages on the wire.</summary>
internal static class MessageXml
{
    // Entitize: a bare carriage return would be read as a line feed.
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <exception cref="ArgumentException">Without base64: the text holds what XML cannot.</exception>
    public static RequestContent Content(string? text, QueueMessageEncoding encoding)
    {
        var encoded = encoding is QueueMessageEncoding.Base64
            ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text ?? ""))
            : text ?? "";
        var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, Settings))
            new XElement("QueueMessage", new XElement("MessageText", encoded)).WriteTo(writer);
        return RequestContent.Create(buffer.ToArray());
    }

    public static IEnumerable<XElement> Messages(Response response) =>
        XDocument.Load(response.Content.ToStream()).Root!.Elements("QueueMessage");

    public static QueueMessage Received(XElement message, QueueMessageEncoding encoding) => new(
        Text(message, "MessageId"),
        Text(message, "PopReceipt"),
        Body(message, encoding),
        Number(message, "DequeueCount"),
        Time(message, "InsertionTime"),
        Time(message, "TimeNextVisible"));

    public static PeekedMessage Peeked(XElement message, QueueMessageEncoding encoding) => new(
        Text(message, "MessageId"),
        Body(message, encoding),
        Number(message, "DequeueCount"),
        Time(message, "InsertionTime"));

    public static SendReceipt Sent(XElement message) => new(
        Text(message, "MessageId"),
        Text(message, "PopReceipt"),
        Time(message, "InsertionTime"),
        Time(message, "ExpirationTime"),
        Time(message, "TimeNextVisible"));

    public static UpdateReceipt Updated(Response response)
    {
        response.Headers.TryGetValue("x-ms-popreceipt", out var popReceipt);
        response.Headers.TryGetValue("x-ms-time-next-visible", out var nextVisible);
        return new(popReceipt!, Time(nextVisible!));
    }

    private static BinaryData Body(XElement message, QueueMessageEncoding encoding) =>
        encoding is QueueMessageEncoding.Base64
            ? BinaryData.FromBytes(Convert.FromBase64String(Text(message, "MessageText")))
            : BinaryData.FromString(Text(message, "MessageText"));

    private static string Text(XElement message, string name) => message.Element(name)!.Value;

    private static long Number(XElement message, string name) =>
        long.Parse(Text(message, name), CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(XElement message, string name) => Time(Text(message, name));

    private static DateTimeOffset Time(string rfc1123) =>
        DateTimeOffset.ParseExact(rfc1123, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
