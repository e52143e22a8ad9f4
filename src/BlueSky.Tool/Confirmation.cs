using System.CommandLine;

namespace BlueSky.Tool;

/// <summary>Asks before a command changes much, unless the operator said yes already.</summary>
internal static class Confirmation
{
    /// <param name="plan">A sentence that says what would be done.</param>
    public static async Task<bool> AskAsync(ParseResult parsed, string plan)
    {
        await parsed.SayAsync(
            $"{plan} "
            + (Console.IsInputRedirected ? "Input is redirected, so it cannot ask: add --yes." : "Type yes to go on:"));
        return !Console.IsInputRedirected
            && string.Equals(Console.ReadLine()?.Trim(), "yes", StringComparison.OrdinalIgnoreCase);
    }
}
