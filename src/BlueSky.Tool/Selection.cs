using System.CommandLine;
using BlueSky.Functions.Operations;

namespace BlueSky.Tool;

/// <summary>How export and erase are told whom they are about.</summary>
internal static class Selection
{
    public static readonly Option<bool> WholePerson = new("--person")
    {
        Description = "With --submission: not it alone, but all that belongs to its address and its phone.",
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
                result.AddError("--person belongs to --submission: the others mean the person anyway.");
            }
        });
    }

    /// <summary>A submission alone, and not the person behind it.</summary>
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
        // A submission without an address and a phone is nobody's but its own.
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

/// <summary>Whom export and erase are about, and what is held.</summary>
/// <param name="Person">Nobody when it is one submission alone.</param>
internal sealed record Selected(Person Person, PersonalData Data);
