namespace BlueSky.Functions.Submissions;

/// <summary>How states are written, in the tables and wherever people read them: one lower-case word.</summary>
internal static class StateName
{
    public static string ToColumn<TState>(this TState state)
        where TState : struct, Enum => state.ToString().ToLowerInvariant();
}
