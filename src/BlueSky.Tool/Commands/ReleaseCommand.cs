using System.CommandLine;
using BlueSky.Functions.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Tool.Commands;

internal static class ReleaseCommand
{
    private static readonly Argument<string?> Id = Options.Id(ArgumentArity.ExactlyOne);

    public static Command Create()
    {
        var command = new Command(
            "release", "Accepts a quarantined submission: it is processed as if nothing had been suspicious.")
        {
            Id,
        };
        command.SetAuditedAction((parsed, _) => parsed.GetValue(Id)!, RunAsync);
        return command;
    }

    private static async Task<Outcome> RunAsync(
        ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(Id)!;
        var results = await services.GetRequiredService<QuarantineRelease>()
            .RunAsync(id, parsed.GetRequiredValue(Options.As), cancellationToken);
        return await ReopeningOutcome.ReportAsync(
            parsed, id, results, result => result.IsQueued, done: "released",
            obstacle: () => $"It cannot be released: {results[0].Obstacle}.");
    }
}
