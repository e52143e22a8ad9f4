namespace BlueSky.Tool;

/// <summary>The program's exit codes, which the help lists too.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int Nothing = 3;
}
