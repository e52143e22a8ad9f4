using System.CommandLine;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Tool.Commands;

internal static class ShowCommand
{
    private static readonly Argument<string?> Id = Options.Id(ArgumentArity.ZeroOrOne);

    public static Command Create()
    {
        var command = new Command("show", "Shows a submission with its emails, or the recipient of an address.")
        {
            Id, Options.Email,
        };
        command.Validators.Add(Options.ExactlyOneOf(Id, Options.Email));
        command.SetAuditedAction(SubjectOf, RunAsync);
        return command;
    }

    private static string SubjectOf(ParseResult parsed, byte[] addressKey) =>
        parsed.GetValue(Options.Email) is { } address
            ? AuditSubject.Of(address, addressKey)
            : parsed.GetValue(Id)!;

    private static async Task<Outcome> RunAsync(
        ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var shown = parsed.GetValue(Options.Email) is { } address
            ? new PersonalData(
                [],
                await services.GetRequiredService<RecipientBook>().FindAsync(address, cancellationToken) is { } found
                    ? [found]
                    : [])
            : await services.GetRequiredService<PersonSearch>().FindAsync(parsed.GetValue(Id)!, cancellationToken)
                with { Recipients = [] };

        if (shown.HoldsNothing())
        {
            await parsed.SayAsync("Nothing was found.");
            return Outcome.Nothing();
        }

        parsed.Print(shown);
        return Outcome.Done(shown.GetSubmissionIds());
    }
}
