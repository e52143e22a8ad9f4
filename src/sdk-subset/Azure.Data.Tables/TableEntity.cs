using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Azure.Data.Tables;

/// <summary>
/// A row as a dictionary. Values are string, bool, int, long, double, DateTimeOffset, DateTime, Guid, byte[] or
/// BinaryData; a null is not stored. A getter answers null for a property that is absent and throws
/// <see cref="InvalidOperationException"/> for one of another type.
/// </summary>
#nullable disable annotations // Published without annotations: both Dictionary<string, object> and object? must fit.
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    private readonly Dictionary<string, object> properties;

    public TableEntity() => properties = [];

    public TableEntity(string partitionKey, string rowKey) : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public TableEntity(IDictionary<string, object> values) => properties = values is null ? [] : new(values);

    public object this[string key]
    {
        get => properties.GetValueOrDefault(key);
        // As published: a property that is a long or a double stays one when an int is put into it.
        set => properties[key] = (properties.GetValueOrDefault(key), value) switch
        {
            (long, int number) => (long)number,
            (double, int number) => (double)number,
            _ => value,
        };
    }
#nullable restore annotations

    public string PartitionKey
    {
        get => GetString(nameof(PartitionKey))!;
        set => properties[nameof(PartitionKey)] = value;
    }

    public string RowKey
    {
        get => GetString(nameof(RowKey))!;
        set => properties[nameof(RowKey)] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(nameof(Timestamp));
        set => properties[nameof(Timestamp)] = value!;
    }

    public ETag ETag
    {
        get => GetString(ETagKey) is { } value ? new ETag(value) : default;
        set => properties[ETagKey] = value.ToString();
    }

    public ICollection<string> Keys => properties.Keys;

    public int Count => properties.Count;

    ICollection<object> IDictionary<string, object>.Values => properties.Values;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    /// <summary>Where the published entity keeps its ETag: a property that is read, and never written.</summary>
    internal const string ETagKey = "odata.etag";

    public string? GetString(string key) => (string?)Get(key, typeof(string));

    public bool? GetBoolean(string key) => (bool?)Get(key, typeof(bool?));

    public int? GetInt32(string key) => (int?)Get(key, typeof(int?));

    public long? GetInt64(string key) => (long?)Get(key, typeof(long?));

    public double? GetDouble(string key) => (double?)Get(key, typeof(double?));

    public Guid? GetGuid(string key) => (Guid?)Get(key, typeof(Guid?));

    public byte[]? GetBinary(string key) => (byte[]?)Get(key, typeof(byte[]));

    public BinaryData? GetBinaryData(string key) =>
        this[key] is byte[] bytes ? BinaryData.FromBytes(bytes) : (BinaryData?)Get(key, typeof(BinaryData));

    public DateTimeOffset? GetDateTimeOffset(string key) =>
        this[key] is DateTime time ? new DateTimeOffset(time) : (DateTimeOffset?)Get(key, typeof(DateTimeOffset?));

    public DateTime? GetDateTime(string key) =>
        this[key] is DateTimeOffset time ? time.UtcDateTime : (DateTime?)Get(key, typeof(DateTime?));

    public bool ContainsKey(string key) => properties.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object value) =>
        properties.TryGetValue(key, out value);

    public void Add(string key, object? value) => properties.Add(key, value!);

    public bool Remove(string key) => properties.Remove(key);

    public void Clear() => properties.Clear();

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) =>
        properties.Contains(item);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)properties).Remove(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)properties).CopyTo(array, arrayIndex);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() =>
        properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => properties.GetEnumerator();

    private object? Get(string key, Type type) => properties.GetValueOrDefault(key) switch
    {
        null => null,
        var value when type.IsInstanceOfType(value) => value,
        var value => throw new InvalidOperationException(
            $"Cannot return {type} type for a {value.GetType()} typed property."),
    };
}
