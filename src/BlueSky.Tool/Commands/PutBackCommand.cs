using System.CommandLine;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Tool.Commands;

internal static class PutBackCommand
{
    private static readonly Argument<string?> Id = Options.Id(ArgumentArity.ExactlyOne);

    private static readonly Option<string?> Mail = new("--mail")
    {
        Description = "This mail alone: a template (staff-notice), or a mail's row key with or without the id.",
        HelpName = "mail",
    };

    public static Command Create()
    {
        var command = new Command(
            "put-back", "Has a failed submission processed again, or the failed and parked mails of one sent again.")
        {
            Id, Mail,
        };
        command.SetAuditedAction((parsed, _) => parsed.GetValue(Id)!, RunAsync);
        return command;
    }

    private static async Task<Outcome> RunAsync(
        ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var results = await services.GetRequiredService<PutBack>().RunAsync(
            parsed.GetValue(Id)!, parsed.GetValue(Mail), cancellationToken);
        if (results.Count == 0)
        {
            await parsed.SayAsync("There is no submission with this id.");
            return Outcome.Nothing();
        }

        parsed.Print(results);
        if (results.All(result => result.IsQueued is null))
        {
            await parsed.SayAsync(results.Any(result => result.State == SubmissionState.Quarantined)
                ? "It is quarantined: this command is for what failed. To let it go, release it."
                : "There is nothing to put back: neither it nor a mail that was meant failed or is parked.");
            return Outcome.Nothing(parsed.GetValue(Id)!);
        }

        if (results.Any(result => result.IsQueued == false))
        {
            await parsed.SayAsync(
                "It is put back, but the queue could not be reached. Sweep finds it within minutes if it was received "
                + $"in the last {Sweep.Days} days; otherwise run this command again.");
            return new Outcome(ExitCode.Failed, "put back, not queued", [parsed.GetValue(Id)!]);
        }

        return Outcome.Done(parsed.GetValue(Id)!);
    }
}
