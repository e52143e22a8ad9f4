using System.CommandLine;
using System.Globalization;
using BlueSky.Functions.Imports;
using BlueSky.Functions.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Tool.Commands;

internal static class ImportCommand
{
    private static readonly Option<FileInfo> File = new Option<FileInfo>("--file")
    {
        Description = "A CSV file with a column of email addresses: an export of Mailchimp, Ghost, Webflow, Excel or "
            + "of this app. At most 32 MB and 100,000 lines.",
        HelpName = "file",
        Required = true,
    }.AcceptExistingOnly();

    private static readonly Option<string> Source = new("--source")
    {
        Description = "Where the people signed up, e.g. \"Paper list at the front desk, January 2026\". Kept with each "
            + $"address; at most {ImportStart.MaxSource} characters.",
        HelpName = "text",
        Required = true,
        Validators =
        {
            result => Options.CheckLine(
                result, $"a text of at most {ImportStart.MaxSource} characters", ImportStart.MaxSource),
        },
    };

    private static readonly Option<bool> Asked = new("--asked")
    {
        Description = "You say that each of these people asked for email from the clinic. Required.",
    };

    private static readonly Option<string> Confirm = new Option<string>("--confirm")
    {
        Description = "already: they are subscribed. ask: each gets an email that asks for a confirmation, some an "
            + "hour.",
        Required = true,
    }.AcceptOnlyFromAmong("already", "ask");

    private static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask, import." };

    public static Command Create()
    {
        var command = new Command(
            "import",
            "Adds subscribers from a file. Counts first, and asks. Who unsubscribed, bounced or complained, here or in "
            + "the file, is not added. The app does the rest, in some minutes.")
        {
            File, Source, Asked, Confirm, Yes,
        };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(Asked))
            {
                result.AddError("Give --asked: only people who asked may be added.");
            }
        });
        command.SetAuditedAction((_, _) => "subscribers", RunAsync);
        return command;
    }

    private static async Task<Outcome> RunAsync(
        ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(File);
        if (file.Length > Upload.MaxBytes)
        {
            throw new InvalidDataException("The file has more than 32 MB: split it.");
        }

        await using var content = file.OpenRead();
        var (import, fault) = await services.GetRequiredService<ImportUpload>().StoreAsync(
            content, file.Name, parsed.GetRequiredValue(Options.As), cancellationToken);
        if (import is null)
        {
            throw new InvalidDataException(SentenceOf(fault));
        }

        parsed.Print(import);
        if (!parsed.GetValue(Yes) && !await Confirmation.AskAsync(parsed, SentenceOf(import)))
        {
            await services.GetRequiredService<IImportStore>().RemoveAsync(import.Id, cancellationToken);
            await parsed.SayAsync("Nothing was imported.");
            return new Outcome(ExitCode.Nothing, "declined", []);
        }

        var confirmation = Enum.Parse<ImportConfirmation>(parsed.GetRequiredValue(Confirm), ignoreCase: true);
        await services.GetRequiredService<ImportStart>().TryStartAsync(
            import, parsed.GetRequiredValue(Source).Trim(), confirmation, cancellationToken);
        await parsed.SayAsync($"Import {import.Id} has started. The front desk shows how far it is.");
        return Outcome.Done() with { Details = $"{import.Id}: {CountsOf(import)}, {parsed.GetValue(Confirm)}" };
    }

    private static string SentenceOf(ImportFault? fault) => fault switch
    {
        ImportFault.Empty => "The file has no lines.",
        ImportFault.NotText => "The file is no CSV file. In Excel, save it as CSV UTF-8.",
        ImportFault.TooManyLines => "The file has more than 100,000 lines: split it.",
        _ => "The file has no column with email addresses.",
    };

    private static string SentenceOf(Import import) =>
        $"{import.FileName}: {CountsOf(import)}.";

    private static string CountsOf(Import import) => string.Create(
        CultureInfo.InvariantCulture,
        $"{import.Addresses} addresses, {import.Expected.Added} to add, {import.Expected.Known} known, "
        + $"{import.Expected.LeftOut + import.Expected.Restricted} left out or restricted, {import.UnreadableCount} "
        + $"unreadable lines");
}
