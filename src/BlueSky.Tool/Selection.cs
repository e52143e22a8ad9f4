using System.CommandLine;
using BlueSky.Functions.Operations;

namespace BlueSky.Tool;

/// <summary>How export and erase are told whom they are about.</summary>
internal static class Selection
{
    public static readonly Option<bool> Person = new("--person")
    {
        Description = "With --submission: not it alone, but all that belongs to its address and its phone.",
    };

    public static void AddTo(Command command)
    {
        command.Add(Options.Email);
        command.Add(Options.Phone);
        command.Add(Options.Submission);
        command.Add(Person);
        command.Validators.Add(Options.ExactlyOneOf(Options.Email, Options.Phone, Options.Submission));
        command.Validators.Add(result =>
        {
            if (result.GetValue(Person) && result.GetResult(Options.Submission) is null)
            {
                result.AddError("--person belongs to --submission: the others mean the person anyway.");
            }
        });
    }

    /// <summary>A submission alone, and not the person behind it.</summary>
    public static bool IsOneSubmission(ParseResult parsed) =>
        parsed.GetValue(Options.Submission) is not null && !parsed.GetValue(Person);

    public static string SubjectOf(ParseResult parsed, byte[] addressKey) =>
        parsed.GetValue(Options.Email) is { } address ? AuditSubject.Of(address, addressKey)
            : parsed.GetValue(Options.Phone) is { } phone ? AuditSubject.OfPhone(phone, addressKey)
            : parsed.GetValue(Options.Submission)!;

    public static Task<PersonalData> FindAsync(
        ParseResult parsed, PersonSearch search, CancellationToken cancellationToken) =>
        parsed.GetValue(Options.Email) is { } address
            ? search.FindAsync(new Person([address], []), cancellationToken)
            : parsed.GetValue(Options.Phone) is { } phone
                ? search.FindAsync(new Person([], [phone]), cancellationToken)
                : IsOneSubmission(parsed)
                    ? search.FindAsync(parsed.GetValue(Options.Submission)!, cancellationToken)
                    : search.FindSenderAsync(parsed.GetValue(Options.Submission)!, cancellationToken);
}
