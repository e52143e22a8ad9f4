using System.CommandLine;
using BlueSky.Functions.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Tool.Commands;

internal static class ExportCommand
{
    public static Command Create()
    {
        var command = new Command(
            "export",
            "Prints all that is stored about a person: submissions, their emails in the outbox, what staff did and "
            + "wrote about them, the recipients of their addresses, their addresses in uploaded files, and the "
            + "references of other people's submissions that mention them. Scans the whole table of submissions.");
        Selection.AddTo(command);
        command.SetAuditedAction(Selection.SubjectOf, RunAsync);
        return command;
    }

    private static async Task<Outcome> RunAsync(
        ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var (_, data) = await Selection.FindAsync(
            parsed, services.GetRequiredService<PersonSearch>(), cancellationToken);
        if (data.HoldsNothing())
        {
            await parsed.SayAsync("Nothing is stored.");
            return Outcome.Nothing();
        }

        parsed.Print(data);
        return Outcome.Done(data.GetSubmissionIds());
    }
}
