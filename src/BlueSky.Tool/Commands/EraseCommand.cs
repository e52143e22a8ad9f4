using System.CommandLine;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Tool.Commands;

internal static class EraseCommand
{
    private static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask, erase." };

    public static Command Create()
    {
        var command = new Command(
            "erase",
            "Erases what export prints: submissions with their emails in the outbox, a recipient's address and "
            + "consent, and the address in uploaded files. The email limits, a suppression and an opt-out stay, with a "
            + "key that does not reveal the address. In other people's submissions only the address or the number is "
            + "erased. With --submission but without --person, recipients are not changed.");
        Selection.AddTo(command);
        command.Add(Yes);
        command.SetAuditedAction(Selection.SubjectOf, RunAsync);
        return command;
    }

    private static async Task<Outcome> RunAsync(
        ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var (person, found) = await Selection.FindAsync(
            parsed, services.GetRequiredService<PersonSearch>(), cancellationToken);
        var data = Selection.IsOneSubmission(parsed) ? found with { Recipients = [], Waiting = [] } : found;
        if (data is { Submissions: [], Mentions: [], Waiting: [] }
            && data.Recipients.All(recipient => recipient.IsCleared()))
        {
            await parsed.SayAsync("There is nothing to erase.");
            return Outcome.Nothing();
        }

        if (!parsed.GetValue(Yes) && !await IsConfirmedAsync(parsed, data))
        {
            await parsed.SayAsync("Nothing was erased.");
            return new Outcome(ExitCode.Nothing, "declined", []);
        }

        var erased = await services.GetRequiredService<Erasure>().EraseAsync(data, person, cancellationToken);
        parsed.Print(erased);
        return Outcome.Done(erased.Submissions) with
        {
            Redacted = erased.Redacted, Recipients = erased.RecipientKeys,
        };
    }

    private static Task<bool> IsConfirmedAsync(ParseResult parsed, PersonalData data) => Confirmation.AskAsync(
        parsed,
        $"This erases {data.Submissions.Count} submissions ({string.Join(", ", data.GetSubmissionIds())}) with "
        + $"{data.Submissions.Sum(record => record.Mails.Count)} emails, and clears {data.Recipients.Count} "
        + $"recipients and {data.Waiting.Count} lines of uploaded files. {data.Mentions.Count} submissions of other "
        + $"people ({string.Join(", ", data.GetMentionIds())}) lose the address or the number. It cannot be undone.");
}
