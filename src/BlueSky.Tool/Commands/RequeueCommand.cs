using System.CommandLine;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Tool.Commands;

internal static class RequeueCommand
{
    private static readonly Argument<string?> Id = Options.Id(ArgumentArity.ExactlyOne);

    private static readonly Option<string?> Mail = new("--mail")
    {
        Description = "Only this email: a template (staff-notice), or an email's row key with or without the id.",
        HelpName = "mail",
        Validators = { result => Options.CheckLine(result, "a template or an email's row key") },
    };

    public static Command Create() => Create("requeue");

    /// <summary>The command's earlier name. A hidden command, because the help would list an alias first.</summary>
    public static Command CreateFormer() => Create("put-back", isHidden: true);

    private static Command Create(string name, bool isHidden = false)
    {
        var command = new Command(
            name, "Processes a failed submission again, or sends the failed and parked emails of one again.")
        {
            Id, Mail,
        };
        command.Hidden = isHidden;
        command.SetAuditedAction((parsed, _) => parsed.GetValue(Id)!, RunAsync);
        return command;
    }

    private static async Task<Outcome> RunAsync(
        ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(Id)!;
        var results = await services.GetRequiredService<Requeue>().RunAsync(
            id, parsed.GetValue(Mail), cancellationToken);
        return await ReopeningOutcome.ReportAsync(
            parsed, id, results, result => result.IsQueued, done: "requeued",
            obstacle: () => results.Any(result => result.State == SubmissionState.Quarantined)
                ? "It is quarantined: this command is for what failed. To accept it, release it."
                : "There is nothing to requeue: it has not failed, and no selected email has failed or is parked.");
    }
}
