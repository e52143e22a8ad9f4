using System.CommandLine;
using Azure.Identity;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlueSky.Tool;

/// <summary>
/// Runs every command: writes the audit entry first, and does not run the command if that fails. Reports expected
/// errors in one sentence.
/// </summary>
internal static class Audited
{
    public delegate string Subject(ParseResult parsed, byte[] addressKey);

    public delegate Task<Outcome> Effect(
        ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken);

    /// <param name="subject">Returns whom the command is about, without personal data.</param>
    public static void SetAuditedAction(this Command command, Subject subject, Effect run) =>
        command.SetAction((parsed, stop) => RunAsync(parsed, subject, run, stop));

    private static async Task<int> RunAsync(ParseResult parsed, Subject subject, Effect run, CancellationToken stop)
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            await using var services = ToolServices.Compose(ToolSettings.Read(parsed.GetValue(Options.Settings)));
            return await RunAsync(parsed, services, subject, run, stop);
        }
        catch (OptionsValidationException e)
        {
            await error.WriteLineAsync(string.Join(Environment.NewLine, e.Failures));
        }
        catch (StorageUnavailableException e) when (e.InnerException is AuthenticationFailedException)
        {
            await error.WriteLineAsync("Azure does not let you in. Sign in with az login, or azd auth login.");
        }
        catch (Exception e) when (e is StorageUnavailableException or InvalidDataException or IOException
            or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(e.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await error.WriteLineAsync("Stopped. Run the command again to see what is left to do.");
        }

        return ExitCode.Failed;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, IServiceProvider services, Subject subject, Effect run, CancellationToken stop)
    {
        var audit = services.GetRequiredService<IAuditLog>();
        var clock = services.GetRequiredService<TimeProvider>();
        var entry = AuditEntry.Begin(
            clock.GetUtcNow(),
            parsed.GetRequiredValue(Options.As),
            parsed.CommandResult.Command.Name,
            subject(parsed, services.GetRequiredService<SecretSettings>().AddressKey));
        await audit.AddAsync(entry, stop);

        var outcome = await run(parsed, services, stop);

        await audit.AddAsync(
            entry.End(clock.GetUtcNow(), outcome.Summary) with
            {
                Submissions = outcome.Submissions, Redacted = outcome.Redacted, Recipients = outcome.Recipients,
                Details = outcome.Details,
            },
            CancellationToken.None);
        return outcome.Code;
    }
}
