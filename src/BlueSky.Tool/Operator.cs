using System.CommandLine;
using BlueSky.Tool.Commands;

namespace BlueSky.Tool;

/// <summary>The operator's command line.</summary>
internal static class Operator
{
    private const string Description = """
        For operators of BlueSky.Functions: show a submission, requeue a failed one, release a quarantined one, lift a
        suppression, export or erase the data about a person, add subscribers from a file, make a sign-in code for the
        front desk, restore a backup, check a deployment.

        Results are JSON on standard output, messages go to standard error. Every use is recorded in the table Audit
        before it does anything, but for doctor, which changes nothing and prints lines for people.

        Exit codes: 0 done, 1 failed, 2 wrong usage, 3 nothing found or nothing to do.
        """;

    public static RootCommand Commands() => new(Description)
    {
        ShowCommand.Create(),
        RequeueCommand.Create(),
        RequeueCommand.CreateFormer(),
        ReleaseCommand.Create(),
        LiftSuppressionCommand.Create(),
        ExportCommand.Create(),
        EraseCommand.Create(),
        ImportCommand.Create(),
        CodeCommand.Create(),
        DoctorCommand.Create(),
        RestoreCommand.Create(),
        Options.Settings,
        Options.As,
    };
}
