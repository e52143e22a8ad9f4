using System.CommandLine;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Tool.Commands;

internal static class ReleaseCommand
{
    private static readonly Argument<string?> Id = Options.Id(ArgumentArity.ExactlyOne);

    public static Command Create()
    {
        var command = new Command(
            "release", "Lets a quarantined submission go: it is processed as if it had been accepted.")
        {
            Id,
        };
        command.SetAuditedAction((parsed, _) => parsed.GetValue(Id)!, RunAsync);
        return command;
    }

    private static async Task<Outcome> RunAsync(
        ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var results = await services.GetRequiredService<Release>().RunAsync(parsed.GetValue(Id)!, cancellationToken);
        if (results.Count == 0)
        {
            await parsed.SayAsync("There is no submission with this id.");
            return Outcome.Nothing();
        }

        parsed.Print(results);
        if (results.All(result => result.IsQueued is null))
        {
            await parsed.SayAsync($"It cannot be released: {results[0].Obstacle}.");
            return Outcome.Nothing(parsed.GetValue(Id)!);
        }

        if (results.Any(result => result.IsQueued == false))
        {
            await parsed.SayAsync(
                "It is released, but the queue could not be reached. Sweep finds it within minutes if it was received "
                + $"in the last {Sweep.Days} days; otherwise run this command again.");
            return new Outcome(ExitCode.Failed, "released, not queued", [parsed.GetValue(Id)!]);
        }

        return Outcome.Done(parsed.GetValue(Id)!);
    }
}
