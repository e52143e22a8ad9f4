using System.Globalization;
using System.Text.Json;

namespace BlueSky.Benchmarks.SortedStorage;

/// <summary>Rows as the Table service reads and writes them: JSON with the types that JSON does not have.</summary>
internal static class EntityJson
{
    private const string TypeSuffix = "@odata.type";

    public static (EntityKey Key, Dictionary<string, object> Columns) Read(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var (partition, row, columns) = ("", "", new Dictionary<string, object>());
        foreach (var property in json.RootElement.EnumerateObject())
        {
            if (property.Name == "PartitionKey")
                partition = property.Value.GetString()!;
            else if (property.Name == "RowKey")
                row = property.Value.GetString()!;
            else if (IsColumn(property))
                columns[property.Name] = ValueOf(json.RootElement, property);
        }

        return (new EntityKey(partition, row), columns);
    }

    /// <param name="select">The columns to write; null for all.</param>
    public static void Write(Utf8JsonWriter json, Row row, IReadOnlySet<string>? select)
    {
        json.WriteStartObject();
        json.WriteString("odata.etag", row.ETag);
        if (IsSelected("PartitionKey"))
            json.WriteString("PartitionKey", row.Key.Partition);
        if (IsSelected("RowKey"))
            json.WriteString("RowKey", row.Key.Row);
        if (IsSelected("Timestamp"))
            json.WriteString("Timestamp", TextOf(new DateTimeOffset(row.ChangedAt)));
        foreach (var (name, value) in PackedColumns.Unpack(row.Columns))
        {
            if (IsSelected(name))
                Write(json, name, value);
        }

        json.WriteEndObject();

        bool IsSelected(string column) => select?.Contains(column) ?? true;
    }

    private static bool IsColumn(JsonProperty property) =>
        property.Value.ValueKind != JsonValueKind.Null && property.Name != "Timestamp"
        && !property.Name.StartsWith("odata.", StringComparison.Ordinal)
        && !property.Name.EndsWith(TypeSuffix, StringComparison.Ordinal);

    private static object ValueOf(JsonElement entity, JsonProperty property)
    {
        var value = property.Value;
        var type = entity.TryGetProperty(property.Name + TypeSuffix, out var given) ? given.GetString() : null;
        return (type, value.ValueKind) switch
        {
            ("Edm.Int64", _) => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
            ("Edm.DateTime", _) => value.GetDateTimeOffset(),
            ("Edm.Guid", _) => value.GetGuid(),
            ("Edm.Binary", _) => value.GetBytesFromBase64(),
            ("Edm.Double", JsonValueKind.String) => double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
            ("Edm.Double", _) => value.GetDouble(),
            (_, JsonValueKind.True) => true,
            (_, JsonValueKind.False) => false,
            (_, JsonValueKind.Number) when value.TryGetInt32(out var number) => number,
            (_, JsonValueKind.Number) => value.GetDouble(),
            _ => value.GetString()!,
        };
    }

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string written:
                json.WriteString(name, written);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            case double number when double.IsFinite(number):
                // With a decimal point: a client takes a whole number for an Int32.
                json.WritePropertyName(name);
                var text = number.ToString(CultureInfo.InvariantCulture);
                json.WriteRawValue(text.AsSpan().ContainsAny('.', 'E') ? text : $"{text}.0");
                break;
            case double number:
                WriteTyped("Edm.Double", number.ToString(CultureInfo.InvariantCulture));
                break;
            case long number:
                WriteTyped("Edm.Int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                WriteTyped("Edm.DateTime", TextOf(time));
                break;
            case Guid guid:
                WriteTyped("Edm.Guid", guid.ToString());
                break;
            case byte[] bytes:
                WriteTyped("Edm.Binary", Convert.ToBase64String(bytes));
                break;
        }

        void WriteTyped(string type, string text)
        {
            json.WriteString(name + TypeSuffix, type);
            json.WriteString(name, text);
        }
    }

    private static string TextOf(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
