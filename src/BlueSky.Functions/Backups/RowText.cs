using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BlueSky.Functions.Backups;

/// <summary>
/// A row as one line of JSON. Text, whole numbers of 32 bits and booleans are plain values; the other types of a table
/// are objects with one property that names the type, so that the exact row can be brought back.
/// </summary>
internal static class RowText
{
    private const string PartitionName = "PartitionKey";
    private const string RowName = "RowKey";

    private static readonly JsonWriterOptions Unescaped =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TableRow row, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, Unescaped);
        json.WriteStartObject();
        json.WriteString(PartitionName, row.Key.Partition);
        json.WriteString(RowName, row.Key.Row);
        foreach (var (name, value) in row.Columns.OrderBy(column => column.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    /// <exception cref="InvalidDataException">The line is no row.</exception>
    public static TableRow Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var columns = new Dictionary<string, object>();
            var (partition, row) = ("", "");
            foreach (var column in json.RootElement.EnumerateObject())
            {
                switch (column.Name)
                {
                    case PartitionName:
                        partition = column.Value.GetString()!;
                        break;
                    case RowName:
                        row = column.Value.GetString()!;
                        break;
                    default:
                        columns[column.Name] = Read(column.Value);
                        break;
                }
            }

            return new TableRow(new RowKey(partition, row), columns);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // Without the inner message, which may repeat what a visitor wrote.
            throw new InvalidDataException("A line of the backup is damaged.");
        }
    }

    private static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case long number:
                WriteTyped(json, "int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                WriteTyped(json, "double", number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                WriteTyped(json, "time", time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
                break;
            case Guid guid:
                WriteTyped(json, "guid", guid.ToString("D"));
                break;
            case byte[] bytes:
                WriteTyped(json, "binary", Convert.ToBase64String(bytes));
                break;
            default:
                throw new InvalidDataException($"A column has the type {value.GetType().Name}, which no table has.");
        }
    }

    private static void WriteTyped(Utf8JsonWriter json, string type, string value)
    {
        json.WriteStartObject();
        json.WriteString(type, value);
        json.WriteEndObject();
    }

    private static object Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetInt32(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => ReadTyped(value.EnumerateObject().Single()),
    };

    private static object ReadTyped(JsonProperty typed)
    {
        var text = typed.Value.GetString()!;
        return typed.Name switch
        {
            "int64" => long.Parse(text, CultureInfo.InvariantCulture),
            "double" => double.Parse(text, CultureInfo.InvariantCulture),
            "time" => DateTimeOffset.ParseExact(
                text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            "guid" => Guid.ParseExact(text, "D"),
            "binary" => Convert.FromBase64String(text),
            _ => throw new FormatException(),
        };
    }
}
