using System.Text.RegularExpressions;

namespace BlueSky.Benchmarks.SortedStorage;

/// <summary>What the path of a request to the Table service names.</summary>
/// <param name="Key">Null when it names no row.</param>
internal sealed partial record TablePath(string Table, EntityKey? Key)
{
    /// <param name="path">After the account's name.</param>
    /// <exception cref="StorageError">It is not understood.</exception>
    public static TablePath Parse(string path)
    {
        var match = Pattern().Match(path);
        if (!match.Success)
            throw StorageError.InvalidInput;
        return new TablePath(
            match.Groups["table"].Value,
            match.Groups["partition"].Success ? new EntityKey(Text("partition"), Text("row")) : null);

        string Text(string group) => match.Groups[group].Value.Replace("''", "'", StringComparison.Ordinal);
    }

    [GeneratedRegex(
        @"^(?<table>[A-Za-z][A-Za-z0-9]*)"
        + @"(\((PartitionKey='(?<partition>([^']|'')*)',RowKey='(?<row>([^']|'')*)'|[^)]*)\))?$")]
    private static partial Regex Pattern();
}
