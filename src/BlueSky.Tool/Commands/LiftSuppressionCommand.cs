using System.CommandLine;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Tool.Commands;

internal static class LiftSuppressionCommand
{
    private const string SendGridNote =
        "SendGrid has its own lists, and drops emails to addresses on them: remove the address there too "
        + "(Suppressions: bounces, blocks, invalid, spam reports, unsubscribes), or the next email suppresses it "
        + "again.";

    public static Command Create()
    {
        var command = new Command(
            "lift-suppression",
            "Allows emails to a suppressed address again; it does not restore a subscription.")
        {
            Options.Email,
        };
        command.Validators.Add(Options.ExactlyOneOf(Options.Email));
        command.SetAuditedAction(
            (parsed, addressKey) => AuditSubject.Of(parsed.GetValue(Options.Email)!, addressKey), RunAsync);
        return command;
    }

    private static async Task<Outcome> RunAsync(
        ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var recipients = services.GetRequiredService<RecipientBook>();
        var address = parsed.GetValue(Options.Email)!;
        if (await recipients.FindAsync(address, cancellationToken) is not { State: SubscriptionState.Suppressed })
        {
            await parsed.SayAsync("This address is not suppressed here.");
            await parsed.SayAsync(SendGridNote);
            return Outcome.Nothing();
        }

        var lifted = await recipients.LiftSuppressionAsync(address, cancellationToken);
        parsed.Print(new PersonalData([], [lifted]));
        await parsed.SayAsync(SendGridNote);
        return Outcome.Done();
    }
}
