namespace BlueSky.Functions.Submissions;

/// <summary>Writes states as one lower-case word, in tables and for display.</summary>
internal static class StateName
{
    public static string ToColumn<TState>(this TState state)
        where TState : struct, Enum => state.ToString().ToLowerInvariant();
}
