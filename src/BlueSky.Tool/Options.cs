using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Tool;

/// <summary>Options and arguments that several commands share.</summary>
internal static class Options
{
    private const int MaxNameLength = 100;

    public static readonly Option<string?> Settings = new("--settings")
    {
        Description = "A file in the shape of local.settings.json to take the app's settings from; environment "
            + "variables (Section__Key) win over it. Without it: local.settings.json in the current directory, if any.",
        HelpName = "file",
        Recursive = true,
    };

    public static readonly Option<string> As = new("--as")
    {
        Description = $"Who you are, for the audit: a name of at most {MaxNameLength} characters. Without it: your "
            + "user name and this machine's.",
        HelpName = "name",
        Recursive = true,
        DefaultValueFactory = _ => $"{Environment.UserName}@{Environment.MachineName}",
        Validators = { result => CheckLine(result, $"a name of at most {MaxNameLength} characters") },
    };

    public static readonly Option<EmailAddress?> Email =
        Address("--email", "The person's email address, in any case.");

    public static readonly Option<string?> Phone = new("--phone")
    {
        Description = "The person's phone number: the digits count, 7 to 15 of them, as they were typed in the form.",
        HelpName = "number",
        CustomParser = result => Parse(result, PhoneNumber.TryGetDigits, "a phone number of 7 to 15 digits"),
    };

    public static readonly Option<string?> Submission = SubmissionOf("A submission's id.");

    public static Option<string?> SubmissionOf(string description) => new("--submission")
    {
        Description = description,
        HelpName = "id",
        CustomParser = ParseId,
    };

    public static Argument<string?> Id(ArgumentArity arity) => new("id")
    {
        Description = "A submission's id, as in BSK-7F3K-9Q2M; case and punctuation do not matter.",
        Arity = arity,
        CustomParser = ParseId,
    };

    public static Option<EmailAddress?> Address(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "address",
        CustomParser = result => Parse(result, EmailAddress.TryParseTyped, "an email address"),
    };

    /// <summary>A validator for commands: exactly one of the choices must be given.</summary>
    public static Action<CommandResult> ExactlyOneOf(params Symbol[] choices) => command =>
    {
        if (choices.Count(choice => IsGiven(command, choice)) != 1)
        {
            var names = string.Join(", ", choices.Select(choice => choice.Name));
            command.AddError(choices.Length == 1 ? $"Give {names}." : $"Give exactly one of {names}.");
        }
    };

    private static bool IsGiven(CommandResult command, Symbol choice) => choice switch
    {
        Option option => command.GetResult(option) is not null,
        Argument argument => command.GetResult(argument) is { Tokens.Count: > 0 },
        _ => false,
    };

    private static string? ParseId(ArgumentResult result) =>
        Parse(result, SubmissionId.TryParse, "a submission's id, as in BSK-7F3K-9Q2M");

    private static T? Parse<T>(ArgumentResult result, Func<string, T?> parse, string expected)
        where T : class
    {
        var parsed = result.Tokens is [var token] ? parse(token.Value.Trim()) : null;
        if (parsed is null)
        {
            result.AddError($"{NameOf(result)} must be {expected}.");
        }

        return parsed;
    }

    /// <summary>
    /// A validator for text that is stored or printed unchanged: one line without invisible characters.
    /// </summary>
    public static void CheckLine(OptionResult result, string expected, int maxLength = MaxNameLength)
    {
        if (result.Tokens is [var token] && !IsLine(token.Value, maxLength))
        {
            result.AddError(
                $"{result.Option.Name} must be {expected}, without control characters and invisible ones.");
        }
    }

    private static bool IsLine(string text, int maxLength) =>
        text.Trim() is { Length: > 0 } line && line.Length <= maxLength
        && text.EnumerateRunes().All(rune => !PostedText.IsInvisible(rune)
            && Rune.GetUnicodeCategory(rune) is not (
                UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse)
            && rune != Rune.ReplacementChar);

    private static string NameOf(ArgumentResult result) =>
        result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
