using System.CommandLine;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Tool.Commands;

internal static class CodeCommand
{
    private static readonly Option<EmailAddress?> For = Options.Address(
        "--for", "The work email of a person on the staff list, in any case.");

    public static Command Create()
    {
        var command = new Command(
            "code",
            "Makes a sign-in code for the front desk, for when email is down. The person first asks for a code at "
            + "/staff/sign-in, and types this one into the same browser. It works for 10 minutes, one time.")
        {
            For,
        };
        command.Validators.Add(Options.ExactlyOneOf(For));
        command.SetAuditedAction(
            (parsed, addressKey) => AuditSubject.Of(parsed.GetValue(For)!, addressKey), RunAsync);
        return command;
    }

    // The app checks the staff list at sign-in; the tool need not know it.
    private static async Task<Outcome> RunAsync(
        ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var person = services.GetRequiredService<StaffHashes>().PersonOf(parsed.GetValue(For)!);
        var code = await services.GetRequiredService<SignInCodes>().MakeForOperatorAsync(person, cancellationToken);
        parsed.Print(new PrintedCode(code.InGroups, code.ExpiresAt));
        await parsed.SayAsync("It works only for a person on the staff list, in a browser that asked for a code.");
        return Outcome.Done();
    }
}

/// <summary>A sign-in code, as the tool prints it.</summary>
internal sealed record PrintedCode(string Code, DateTimeOffset ExpiresAt);
