using System.Globalization;
using System.Text.RegularExpressions;

namespace BlueSky.Benchmarks.SortedStorage;

/// <summary>An OData filter, as the Table service takes it.</summary>
internal abstract record Filter
{
    public static Filter None { get; } = new NoFilter();

    /// <summary>What must be read of the sorted keys to find all that matches.</summary>
    public KeyRange Range => KeyBounds.Of(Conditions);

    /// <summary>Those that all matching rows meet.</summary>
    protected virtual IEnumerable<Comparison> Conditions => [];

    public abstract bool Matches(Row row);

    /// <exception cref="StorageError">It is not understood.</exception>
    public static Filter Parse(string? filter) =>
        string.IsNullOrEmpty(filter) ? None : new FilterParser(filter).Parse();

    private sealed record NoFilter : Filter
    {
        public override bool Matches(Row row) => true;
    }

    internal sealed record And(Filter One, Filter Other) : Filter
    {
        protected override IEnumerable<Comparison> Conditions => [.. One.Conditions, .. Other.Conditions];

        public override bool Matches(Row row) => One.Matches(row) && Other.Matches(row);
    }

    internal sealed record Or(Filter One, Filter Other) : Filter
    {
        public override bool Matches(Row row) => One.Matches(row) || Other.Matches(row);
    }

    internal sealed record Not(Filter One) : Filter
    {
        public override bool Matches(Row row) => !One.Matches(row);
    }

    /// <summary>A row without the column, or with a value of another type in it, does not match.</summary>
    internal sealed record Comparison(string Column, string Operator, object Value) : Filter
    {
        protected override IEnumerable<Comparison> Conditions => [this];

        public override bool Matches(Row row) => Compare(ValueOf(row), Value) is { } order && Operator switch
        {
            "eq" => order == 0,
            "ne" => order != 0,
            "gt" => order > 0,
            "ge" => order >= 0,
            "lt" => order < 0,
            _ => order <= 0,
        };

        private object? ValueOf(Row row) => Column switch
        {
            "PartitionKey" => row.Key.Partition,
            "RowKey" => row.Key.Row,
            "Timestamp" => new DateTimeOffset(row.ChangedAt),
            _ => PackedColumns.Find(row.Columns, Column),
        };

        private static int? Compare(object? stored, object asked) => (stored, asked) switch
        {
            (string one, string other) => string.CompareOrdinal(one, other),
            (DateTimeOffset one, DateTimeOffset other) => one.CompareTo(other),
            (bool one, bool other) => one.CompareTo(other),
            (Guid one, Guid other) => one.CompareTo(other),
            (byte[] one, byte[] other) => one.AsSpan().SequenceCompareTo(other),
            (int or long, int or long) => Convert.ToInt64(stored, CultureInfo.InvariantCulture)
                .CompareTo(Convert.ToInt64(asked, CultureInfo.InvariantCulture)),
            (int or long or double, int or long or double) => Convert.ToDouble(stored, CultureInfo.InvariantCulture)
                .CompareTo(Convert.ToDouble(asked, CultureInfo.InvariantCulture)),
            _ => null,
        };
    }
}

/// <summary>The range of keys that some conditions leave.</summary>
internal static class KeyBounds
{
    // In the order of the keys, the next one after a key is the key and a zero character.
    private const char Next = '\0';

    public static KeyRange Of(IEnumerable<Filter.Comparison> conditions)
    {
        var all = conditions.ToList();
        var (first, last) = BoundsOf(all, "PartitionKey");
        var only = all.Find(condition => condition is { Column: "PartitionKey", Operator: "eq" });
        if (only is null)
            return new KeyRange(new EntityKey(first, ""), last is null ? null : new EntityKey(last, ""));

        var partition = (string)only.Value;
        var (from, until) = BoundsOf(all, "RowKey");
        return new KeyRange(
            new EntityKey(partition, from),
            until is null ? new EntityKey(partition + Next, "") : new EntityKey(partition, until));
    }

    private static (string From, string? Until) BoundsOf(List<Filter.Comparison> all, string column)
    {
        var (from, until) = ("", (string?)null);
        foreach (var (_, sign, value) in all.Where(condition => condition.Column == column))
        {
            var text = (string)value;
            var low = sign switch { "eq" or "ge" => text, "gt" => text + Next, _ => "" };
            var high = sign switch { "eq" or "le" => text + Next, "lt" => text, _ => null };
            from = string.CompareOrdinal(low, from) > 0 ? low : from;
            until = high is not null && (until is null || string.CompareOrdinal(high, until) < 0) ? high : until;
        }

        return (from, until);
    }
}

/// <summary>Reads <c>or</c>, <c>and</c>, <c>not</c>, parentheses, and comparisons of a column with a literal.</summary>
internal sealed partial class FilterParser(string filter)
{
    private readonly Queue<string> tokens = new(Tokens().Matches(filter).Select(match => match.Value.Trim()));

    public Filter Parse()
    {
        var parsed = ParseOr();
        return tokens.Count == 0 ? parsed : throw StorageError.InvalidInput;
    }

    private Filter ParseOr()
    {
        var one = ParseAnd();
        while (TryTake("or"))
            one = new Filter.Or(one, ParseAnd());
        return one;
    }

    private Filter ParseAnd()
    {
        var one = ParseOne();
        while (TryTake("and"))
            one = new Filter.And(one, ParseOne());
        return one;
    }

    private Filter ParseOne()
    {
        if (TryTake("not"))
            return new Filter.Not(ParseOne());
        if (TryTake("("))
        {
            var inner = ParseOr();
            return TryTake(")") ? inner : throw StorageError.InvalidInput;
        }

        var (column, sign, literal) = (Take(), Take(), Take());
        return sign is "eq" or "ne" or "gt" or "ge" or "lt" or "le"
            ? new Filter.Comparison(column, sign, ValueOf(literal))
            : throw StorageError.InvalidInput;
    }

    private bool TryTake(string token) => tokens.TryPeek(out var next) && next == token && tokens.TryDequeue(out _);

    private string Take() => tokens.TryDequeue(out var next) ? next : throw StorageError.InvalidInput;

    private static object ValueOf(string literal)
    {
        var quoted = literal.IndexOf('\'', StringComparison.Ordinal);
        if (quoted >= 0)
        {
            var text = literal[(quoted + 1)..^1].Replace("''", "'", StringComparison.Ordinal);
            return literal[..quoted] switch
            {
                "datetime" => DateTimeOffset.Parse(
                    text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                "guid" => Guid.Parse(text),
                "X" or "binary" => Convert.FromHexString(text),
                _ => text,
            };
        }

        return literal switch
        {
            "true" => true,
            "false" => false,
            [.. var number, 'L'] => long.Parse(number, CultureInfo.InvariantCulture),
            _ when int.TryParse(literal, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
            _ when double.TryParse(literal, CultureInfo.InvariantCulture, out var number) => number,
            _ => throw StorageError.InvalidInput,
        };
    }

    [GeneratedRegex(@"\s*(\(|\)|[A-Za-z]*'(?:[^']|'')*'|[^\s()]+)")]
    private static partial Regex Tokens();
}
