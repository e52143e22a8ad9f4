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
        Validators = { result => Options.CheckLine(result, "a template or a mail's row key") },
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
        var id = parsed.GetValue(Id)!;
        var results = await services.GetRequiredService<PutBack>().RunAsync(
            id, parsed.GetValue(Mail), cancellationToken);
        return await ReopeningOutcome.TellAsync(
            parsed, id, results, result => result.IsQueued, done: "put back",
            obstacle: () => results.Any(result => result.State == SubmissionState.Quarantined)
                ? "It is quarantined: this command is for what failed. To let it go, release it."
                : "There is nothing to put back: neither it nor a mail that was meant failed or is parked.");
    }
}
