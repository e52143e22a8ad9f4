using System.Collections.Concurrent;
using System.Text;

namespace BlueSky.Benchmarks.SortedStorage;

/// <summary>
/// The columns of a row as bytes, with their types. Names, and the first values of a column, are stored as numbers:
/// most columns repeat a few values.
/// </summary>
internal static class PackedColumns
{
    private const int BytesOfGuid = 16;
    private const int MaxColumns = 1_024;
    private const int MaxKnownValues = 64;

    private static readonly ConcurrentDictionary<string, int> Numbers = new(StringComparer.Ordinal);
    private static readonly Column[] Known = new Column[MaxColumns];
    private static readonly Lock Adding = new();

    private enum Kind : byte
    {
        Text,
        KnownText,
        Int32,
        Int64,
        Double,
        True,
        False,
        Time,
        Guid,
        Bytes,
    }

    public static byte[] Pack(IEnumerable<KeyValuePair<string, object>> columns)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        foreach (var (name, value) in columns)
        {
            var number = NumberOf(name);
            writer.Write7BitEncodedInt(number);
            Write(writer, Known[number], value);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    public static Dictionary<string, object> Unpack(byte[] packed)
    {
        var columns = new Dictionary<string, object>();
        foreach (var (number, value) in Read(packed))
            columns[Known[number].Name] = value;
        return columns;
    }

    /// <returns>Null when the row has no such column.</returns>
    public static object? Find(byte[] packed, string column)
    {
        var (wanted, position) = (NumberOf(column), 0);
        while (position < packed.Length)
        {
            var number = ReadNumber(packed, ref position);
            if (number == wanted)
            {
                using var bytes = new MemoryStream(packed, position, packed.Length - position, writable: false);
                using var reader = new BinaryReader(bytes, Encoding.UTF8);
                return Read(reader, number);
            }

            Skip(packed, ref position);
        }

        return null;
    }

    private static void Skip(byte[] packed, ref int position)
    {
        switch ((Kind)packed[position++])
        {
            case Kind.KnownText or Kind.Int32:
                ReadNumber(packed, ref position);
                break;
            case Kind.Text or Kind.Bytes:
                var length = ReadNumber(packed, ref position);
                position += length;
                break;
            case Kind.Int64 or Kind.Double or Kind.Time:
                position += sizeof(long);
                break;
            case Kind.Guid:
                position += BytesOfGuid;
                break;
        }
    }

    // As BinaryWriter writes it: seven bits in a byte, the lowest first.
    private static int ReadNumber(byte[] packed, ref int position)
    {
        var (number, shift) = (0u, 0);
        byte part;
        do
        {
            part = packed[position++];
            number |= (part & 0x7Fu) << shift;
            shift += 7;
        }
        while (part > 0x7F);
        return (int)number;
    }

    private static void Write(BinaryWriter writer, Column column, object value)
    {
        switch (value)
        {
            case string text when column.FindOrAdd(text) is { } known:
                writer.Write((byte)Kind.KnownText);
                writer.Write7BitEncodedInt(known);
                break;
            case string text:
                writer.Write((byte)Kind.Text);
                writer.Write(text);
                break;
            case int number:
                writer.Write((byte)Kind.Int32);
                writer.Write7BitEncodedInt(number);
                break;
            case long number:
                writer.Write((byte)Kind.Int64);
                writer.Write(number);
                break;
            case double number:
                writer.Write((byte)Kind.Double);
                writer.Write(number);
                break;
            case bool truth:
                writer.Write((byte)(truth ? Kind.True : Kind.False));
                break;
            case DateTimeOffset time:
                writer.Write((byte)Kind.Time);
                writer.Write(time.UtcTicks);
                break;
            case Guid guid:
                writer.Write((byte)Kind.Guid);
                writer.Write(guid.ToByteArray());
                break;
            case byte[] bytes:
                writer.Write((byte)Kind.Bytes);
                writer.Write7BitEncodedInt(bytes.Length);
                writer.Write(bytes);
                break;
            default:
                throw new InvalidOperationException($"No column can hold a {value.GetType().Name}.");
        }
    }

    private static IEnumerable<(int Column, object Value)> Read(byte[] packed)
    {
        using var bytes = new MemoryStream(packed, writable: false);
        using var reader = new BinaryReader(bytes, Encoding.UTF8);
        while (bytes.Position < bytes.Length)
        {
            var number = reader.Read7BitEncodedInt();
            yield return (number, Read(reader, number));
        }
    }

    private static object Read(BinaryReader reader, int number) => (Kind)reader.ReadByte() switch
    {
        Kind.KnownText => Known[number].Values[reader.Read7BitEncodedInt()],
        Kind.Text => reader.ReadString(),
        Kind.Int32 => reader.Read7BitEncodedInt(),
        Kind.Int64 => reader.ReadInt64(),
        Kind.Double => reader.ReadDouble(),
        Kind.True => true,
        Kind.False => false,
        Kind.Time => new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
        Kind.Guid => new Guid(reader.ReadBytes(BytesOfGuid)),
        _ => reader.ReadBytes(reader.Read7BitEncodedInt()),
    };

    private static int NumberOf(string name)
    {
        if (Numbers.TryGetValue(name, out var number))
            return number;
        lock (Adding)
        {
            if (Numbers.TryGetValue(name, out number))
                return number;
            number = Numbers.Count;
            Known[number] = new Column(name);
            Numbers[name] = number;
            return number;
        }
    }

    private sealed class Column(string name)
    {
        private readonly ConcurrentDictionary<string, int> numbers = new(StringComparer.Ordinal);

        public string Name => name;

        public string[] Values { get; } = new string[MaxKnownValues];

        /// <returns>Null when the column has too many values.</returns>
        public int? FindOrAdd(string value)
        {
            if (numbers.TryGetValue(value, out var number))
                return number;
            if (numbers.Count == MaxKnownValues)
                return null;
            lock (numbers)
            {
                if (numbers.TryGetValue(value, out number))
                    return number;
                if (numbers.Count == MaxKnownValues)
                    return null;
                number = numbers.Count;
                Values[number] = value;
                numbers[value] = number;
                return number;
            }
        }
    }
}
