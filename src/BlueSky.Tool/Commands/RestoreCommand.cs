using System.CommandLine;
using System.CommandLine.Parsing;
using BlueSky.Functions.Backups;
using BlueSky.Functions.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Tool.Commands;

internal static class RestoreCommand
{
    private static readonly Option<bool> List = new("--list") { Description = "Only list the exports." };

    private static readonly Option<DateOnly?> From = Day(
        "--from", "The day of the export, as in 2026-01-08. Without it: the newest complete one.");

    private static readonly Option<DateOnly?> OneDay = Day(
        "--day", "Only the submissions of this day (UTC), with their emails and notes. Nothing else is touched.");

    private static readonly Option<string?> Submission = Options.SubmissionOf(
        "Only the submission with this id, with its emails and notes. Also if a person was removed from it later.");

    private static readonly Option<bool> Replace = new("--replace")
    {
        Description = "Also replace rows that differ, except recipients who opted out, are suppressed or were erased, "
            + "and submissions from which a person was removed.",
    };

    private static readonly Option<bool> Incomplete = new("--incomplete")
    {
        Description = "Also from an export that was never completed.",
    };

    private static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask, restore." };

    public static Command Create()
    {
        var command = new Command(
            "restore",
            "Brings back the rows of a nightly export that are missing: everything, one day or one submission. Counts "
            + "first, and asks. Sends no email: emails that were not final come back as parked, submissions that were "
            + "not processed as failed; requeue them. What was erased later does not come back.")
        {
            List, From, OneDay, Submission, Replace, Incomplete, Yes,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(OneDay) is not null && result.GetResult(Submission) is not null)
            {
                result.AddError("Give at most one of --day, --submission.");
            }
        });
        command.SetAuditedAction((parsed, _) => SubjectOf(parsed), RunAsync);
        return command;
    }

    private static string SubjectOf(ParseResult parsed) =>
        parsed.GetValue(List) ? "exports"
            : parsed.GetValue(Submission) is { } id ? id
            : parsed.GetValue(OneDay) is { } day ? $"day {DayText.Of(day)}"
            : "everything";

    private static async Task<Outcome> RunAsync(
        ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var catalog = services.GetRequiredService<BackupCatalog>();
        if (parsed.GetValue(List))
        {
            return await ListAsync(parsed, catalog, cancellationToken);
        }

        var export = await catalog.FindAsync(
            parsed.GetValue(From), parsed.GetValue(Incomplete), cancellationToken);
        var scope = new RestoreScope(
            parsed.GetValue(OneDay), parsed.GetValue(Submission), parsed.GetValue(Replace));
        var restore = services.GetRequiredService<Restore>();

        var plan = await restore.RunAsync(export, scope, writes: false, cancellationToken);
        if (plan.ChangesNothing)
        {
            parsed.Print(plan);
            await SayWhatIsLeftAsync(parsed, plan);
            await parsed.SayAsync("There is nothing to restore.");
            return Outcome.Nothing();
        }

        if (!parsed.GetValue(Yes) && !await Confirmation.AskAsync(parsed, SentenceOf(plan)))
        {
            parsed.Print(plan);
            await parsed.SayAsync("Nothing was restored.");
            return new Outcome(ExitCode.Nothing, "declined", []);
        }

        var done = await restore.RunAsync(export, scope, writes: true, cancellationToken);
        parsed.Print(done);
        await SayWhatIsLeftAsync(parsed, done);
        return Outcome.Done(done.Submissions) with { Details = DetailsOf(done) };
    }

    private static async Task<Outcome> ListAsync(
        ParseResult parsed, BackupCatalog catalog, CancellationToken cancellationToken)
    {
        var exports = await catalog.ListAsync(cancellationToken);
        parsed.Print(exports);
        return exports.Count > 0 ? Outcome.Done() : Outcome.Nothing();
    }

    private static async Task SayWhatIsLeftAsync(ParseResult parsed, RestoreReport report)
    {
        if (report.Erased.Count > 0)
        {
            await parsed.SayAsync(
                $"{report.Erased.Count} submissions were erased after the export and do not come back.");
        }

        if (report.Redacted.Count > 0)
        {
            await parsed.SayAsync(
                "A person was removed from these submissions after the export, and the backup still names the person: "
                + $"{string.Join(", ", report.Redacted)}. They come back only one by one, with --submission; then "
                + "erase that person again.");
        }

        if (report.NotProcessed > 0 || report.Parked > 0)
        {
            await parsed.SayAsync(
                $"{report.NotProcessed} submissions were not processed and {report.Parked} emails may not have been "
                + "sent. Nothing goes out by itself: requeue what should.");
        }
    }

    private static string SentenceOf(RestoreReport plan) =>
        $"From the export of {DayText.Of(plan.Export)}, this adds {Sum(plan, table => table.Restored)} rows and replaces "
        + $"{Sum(plan, table => table.Replaced)}; {Sum(plan, table => table.Different)} rows that differ stay as they "
        + $"are. {plan.Indexed} requests are put on the front desk's list or index again.";

    private static string DetailsOf(RestoreReport done) =>
        $"export {DayText.Of(done.Export)}: rows added {Sum(done, table => table.Restored)}, replaced "
        + $"{Sum(done, table => table.Replaced)}, different {Sum(done, table => table.Different)}, left out "
        + $"{Sum(done, table => table.LeftOut)}; not processed {done.NotProcessed}, parked {done.Parked}";

    private static int Sum(RestoreReport report, Func<RestoreCount, int> count) => report.Tables.Values.Sum(count);

    private static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "day",
        CustomParser = ParseDay,
    };

    private static DateOnly? ParseDay(ArgumentResult result)
    {
        if (result.Tokens is [var token] && DayText.TryParse(token.Value) is { } day)
        {
            return day;
        }

        result.AddError("A day must be written as in 2026-01-08.");
        return null;
    }
}
