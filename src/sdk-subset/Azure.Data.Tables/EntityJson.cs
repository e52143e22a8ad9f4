using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>
/// A row on the wire: OData JSON in which a property whose type JSON cannot tell has its EDM type beside it.
/// </summary>
internal static class EntityJson
{
    // The default encoder makes six characters of each one outside ASCII, and a body has a limit.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(TableEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        foreach (KeyValuePair<string, object?> property in entity)
        {
            if (property.Key is not (TableEntity.ETagKey or nameof(TableEntity.Timestamp)))
                Write(writer, property.Key, property.Value);
        }
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    public static TableEntity Read(JsonElement row)
    {
        var entity = new TableEntity();
        foreach (var property in row.EnumerateObject())
        {
            if (property.Name == TableEntity.ETagKey)
                entity.ETag = new ETag(property.Value.GetString()!);
            else if (!property.Name.StartsWith("odata.", StringComparison.Ordinal)
                && !property.Name.EndsWith("@odata.type", StringComparison.Ordinal))
                entity[property.Name] = Value(property.Value, Type(row, property.Name));
        }
        return entity;
    }

    private static void Write(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null: break;
            case string text: writer.WriteString(name, text); break;
            case bool flag: writer.WriteBoolean(name, flag); break;
            case int number: writer.WriteNumber(name, number); break;
            case long number:
                WriteTyped(writer, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case double.NaN: WriteTyped(writer, name, "Edm.Double", "NaN"); break;
            case double number:
                // As published, the writer refuses the infinite ones.
                writer.WriteNumber(name, number);
                writer.WriteString($"{name}@odata.type", "Edm.Double");
                break;
            case DateTimeOffset time: WriteTyped(writer, name, "Edm.DateTime", Time(time)); break;
            case DateTime time: WriteTyped(writer, name, "Edm.DateTime", Time(new DateTimeOffset(time))); break;
            case Guid id: WriteTyped(writer, name, "Edm.Guid", id.ToString()); break;
            case byte[] bytes: WriteTyped(writer, name, "Edm.Binary", Convert.ToBase64String(bytes)); break;
            case BinaryData data: WriteTyped(writer, name, "Edm.Binary", Convert.ToBase64String(data)); break;
            default:
                throw new NotSupportedException(
                    $"The storage subset has no EDM type for property '{name}' of type {value.GetType()}.");
        }
    }

    private static void WriteTyped(Utf8JsonWriter writer, string name, string type, string value)
    {
        writer.WriteString(name, value);
        writer.WriteString($"{name}@odata.type", type);
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);

    private static string? Type(JsonElement row, string name) =>
        row.TryGetProperty($"{name}@odata.type", out var type) ? type.GetString()
        : name == nameof(TableEntity.Timestamp) ? "Edm.DateTime"
        : null;

    private static object? Value(JsonElement value, string? type) => type switch
    {
        "Edm.Int64" => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        "Edm.Double" when value.ValueKind == JsonValueKind.String =>
            double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        "Edm.Double" => value.GetDouble(),
        "Edm.DateTime" => DateTimeOffset.Parse(
            value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        "Edm.Guid" => value.GetGuid(),
        "Edm.Binary" => value.GetBytesFromBase64(),
        _ => Untyped(value),
    };

    private static object? Untyped(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetInt32(out var number) => number,
        JsonValueKind.Number => value.GetDouble(),
        _ => null,
    };
}
