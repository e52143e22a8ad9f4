using System.CommandLine;
using BlueSky.Functions.Operations;

namespace BlueSky.Tool;

/// <summary>The options by which export and erase select a person or a submission.</summary>
internal static class Selection
{
    public static readonly Option<bool> WholePerson = new("--person")
    {
        Description = "With --submission: not only it, but everything with its address or its phone number.",
    };

    public static void AddTo(Command command)
    {
        command.Add(Options.Email);
        command.Add(Options.Phone);
        command.Add(Options.Submission);
        command.Add(WholePerson);
        command.Validators.Add(Options.ExactlyOneOf(Options.Email, Options.Phone, Options.Submission));
        command.Validators.Add(result =>
        {
            if (result.GetValue(WholePerson) && result.GetResult(Options.Submission) is null)
            {
                result.AddError("--person goes with --submission; the other options always select a person.");
            }
        });
    }

    /// <summary>Whether only one submission is selected, not its sender.</summary>
    public static bool IsOneSubmission(ParseResult parsed) =>
        parsed.GetValue(Options.Submission) is not null && !parsed.GetValue(WholePerson);

    public static string SubjectOf(ParseResult parsed, byte[] addressKey) =>
        parsed.GetValue(Options.Email) is { } address ? AuditSubject.Of(address, addressKey)
            : parsed.GetValue(Options.Phone) is { } phone ? AuditSubject.OfPhone(phone, addressKey)
            : parsed.GetValue(Options.Submission)!;

    public static async Task<Selected> FindAsync(
        ParseResult parsed, PersonSearch search, CancellationToken cancellationToken)
    {
        var person = await PersonAsync(parsed, search, cancellationToken);
        // A submission without an address and a phone number can only be found by its id.
        return new Selected(person, person is { Addresses: [], Phones: [] }
            ? await search.FindAsync(parsed.GetValue(Options.Submission)!, cancellationToken)
            : await search.FindAsync(person, cancellationToken));
    }

    private static async Task<Person> PersonAsync(
        ParseResult parsed, PersonSearch search, CancellationToken cancellationToken) =>
        parsed.GetValue(Options.Email) is { } address ? new Person([address], [])
            : parsed.GetValue(Options.Phone) is { } phone ? new Person([], [phone])
            : IsOneSubmission(parsed) ? new Person([], [])
            : await search.FindSenderAsync(parsed.GetValue(Options.Submission)!, cancellationToken);
}

/// <summary>The selected person and the stored data.</summary>
/// <param name="Person">Empty when only one submission is selected.</param>
internal sealed record Selected(Person Person, PersonalData Data);
