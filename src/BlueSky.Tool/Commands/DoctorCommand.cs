using System.CommandLine;
using BlueSky.Functions.Http;
using BlueSky.Tool.Doctor;
using Microsoft.Extensions.Configuration;

namespace BlueSky.Tool.Commands;

/// <remarks>
/// Not audited, unlike every other command: it must work before there is a table for the audit and while storage is
/// down, it changes nothing, and nothing that it prints is about a person.
/// </remarks>
internal static class DoctorCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private static readonly Option<bool> Azd = new("--azd")
    {
        Description = "Check only the settings, as azd's environment has them in variables such as MAIL_FROM: for "
            + "azd's hook, before anything is made.",
    };

    private static readonly Option<string?> AzdValues = new("--azd-values")
    {
        Description = "Take the settings from what azd env get-values printed into this file; - for standard input. "
            + "Environment variables (Section__Key) win over it.",
        HelpName = "file",
    };

    private static readonly Option<bool> Before = new("--before")
    {
        Description = "Leave out what a deployment makes: the app, its storage, SendGrid's event webhook.",
    };

    private static readonly Option<string?> SendGridKey = new("--sendgrid-key")
    {
        Description = "Another SendGrid key, which may read the account's settings. The app's key need only send.",
        HelpName = "key",
    };

    private static readonly Option<string?> Version = new("--version")
    {
        Description = "The commit that the app should be built from, or at least its first 7 characters.",
        HelpName = "commit",
        Validators = { result => Options.CheckLine(result, "a commit") },
    };

    public static Command Create()
    {
        var command = new Command(
            "doctor",
            "Checks what a deployment needs: settings, SendGrid, storage, links, the app. Prints a line for each "
            + "check, says how to fix what is wrong, and ends with 1 if something is.")
        {
            Azd, AzdValues, Before, SendGridKey, Version,
        };
        command.Validators.Add(result =>
        {
            Option[] sources = [Azd, AzdValues, Options.Settings];
            if (sources.Count(source => result.GetResult(source) is { Implicit: false }) > 1)
            {
                result.AddError("Give one of --azd, --azd-values and --settings.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        try
        {
            using var handler = Web.NewHandler();
            using var web = new Web(handler, Timeout);
            return await Report.PrintAsync(
                new Examination(await ReadAsync(parsed, stop), web, TimeProvider.System).RunAsync(stop),
                parsed.InvocationConfiguration.Output);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await parsed.SayAsync(e.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await parsed.SayAsync("Stopped before all was checked.");
        }

        return ExitCode.Failed;
    }

    private static async Task<DoctorRequest> ReadAsync(ParseResult parsed, CancellationToken stop)
    {
        var scope = parsed.GetValue(Azd) ? Scope.Settings : parsed.GetValue(Before) ? Scope.Before : Scope.All;
        var azd = parsed.GetValue(Azd) ? AzdEnvironment.OfProcess()
            : parsed.GetValue(AzdValues) is { } file ? AzdEnvironment.Parse(await ReadTextAsync(file, stop))
            : null;
        return new DoctorRequest(
            azd is null ? ToolSettings.Read(parsed.GetValue(Options.Settings)) : Configure(azd, scope), azd, scope,
            parsed.GetValue(SendGridKey), parsed.GetValue(Version));
    }

    // In azd's hook the app's own names must count for nothing: the deployment would not have these settings.
    private static IConfigurationRoot Configure(AzdEnvironment azd, Scope scope)
    {
        var builder = new ConfigurationBuilder().Add(new AzdConfiguration(azd));
        return (scope == Scope.Settings ? builder : builder.AddEnvironmentVariables()).Build();
    }

    private static Task<string> ReadTextAsync(string file, CancellationToken stop) =>
        file == "-" ? Console.In.ReadToEndAsync(stop)
        : File.Exists(file) ? File.ReadAllTextAsync(file, stop)
        : throw new InvalidDataException($"There is no file {file}.");
}
