using Azure.Data.Tables;

namespace BlueSky.Functions.Storage;

/// <summary>Reads required columns, and states, which are stored as one lower-case word.</summary>
internal static class Columns
{
    /// <exception cref="InvalidDataException">The column is missing: the row was not written by this app.</exception>
    public static string Text(this TableEntity entity, string column) =>
        entity.GetString(column) ?? throw Missing(column);

    public static DateTimeOffset Time(this TableEntity entity, string column) =>
        entity.GetDateTimeOffset(column) ?? throw Missing(column);

    public static TState State<TState>(this TableEntity entity)
        where TState : struct, Enum => Enum.Parse<TState>(entity.Text("State"), ignoreCase: true);

    private static InvalidDataException Missing(string column) => new($"A row has no column {column}.");
}
