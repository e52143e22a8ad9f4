namespace Azure.Data.Tables;

/// <summary>What a row must be before it is sent: the service's rules that Azurite does not all apply.</summary>
internal static class EntityRules
{
    private const int MaxOwnProperties = 252;
    private const int MaxKeyLength = 512;

    /// <exception cref="NotSupportedException">The subset maps no types of one's own.</exception>
    public static TableEntity Row(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        if (entity is not TableEntity row)
            throw new NotSupportedException($"The storage subset stores TableEntity only, not {entity.GetType()}.");
        ArgumentNullException.ThrowIfNull(row.PartitionKey, nameof(row.PartitionKey));
        ArgumentNullException.ThrowIfNull(row.RowKey, nameof(row.RowKey));
        return row;
    }

    /// <exception cref="NotSupportedException">The subset maps no types of one's own.</exception>
    public static T As<T>(TableEntity row) => row is T entity
        ? entity
        : throw new NotSupportedException($"The storage subset reads TableEntity only, not {typeof(T)}.");

    /// <exception cref="RequestFailedException">400, as the service would answer.</exception>
    public static TableEntity Writable(ITableEntity entity)
    {
        var row = Row(entity);
        return Violation(row) is var (code, message) ? throw new RequestFailedException(400, message, code, null) : row;
    }

    /// <summary>Why the service would refuse to write this row. The message names no key: it may be logged.</summary>
    public static (string Code, string Message)? Violation(TableEntity row)
    {
        if (row.PartitionKey.Length > MaxKeyLength || row.RowKey.Length > MaxKeyLength)
            return ("KeyValueTooLarge", "A key is longer than 1 KiB.");
        if (row.PartitionKey.Any(IsForbidden))
            return ("OutOfRangeInput", "The 'PartitionKey' parameter is out of range.");
        if (row.RowKey.Any(IsForbidden))
            return ("OutOfRangeInput", "The 'RowKey' parameter is out of range.");
        return row.Keys.Count(IsOwn) > MaxOwnProperties
            ? ("TooManyProperties", "The entity contains more properties than allowed.")
            : null;
    }

    private static bool IsForbidden(char character) =>
        character is '/' or '\\' or '#' or '?' || char.IsControl(character);

    private static bool IsOwn(string name) => name is not (TableEntity.ETagKey or nameof(TableEntity.PartitionKey)
        or nameof(TableEntity.RowKey) or nameof(TableEntity.Timestamp));
}
