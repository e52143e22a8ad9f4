using System.Text.Json;
using System.Text.RegularExpressions;
using BlueSky.LocalHost.SendGrid;

namespace BlueSky.LocalHost.CapturedMail;

/// <summary>Finds the code in an email of the front desk's sign-in.</summary>
internal static partial class SignInCode
{
    private const string Template = "staff-code";

    /// <returns>Null for every other email.</returns>
    public static string? In(JsonElement request) =>
        request.Items("categories").Any(category => category.Text() == Template)
        && request.Items("content").Select(part => CodeLine().Match(part.Text("value") ?? ""))
            .FirstOrDefault(match => match.Success) is { } found
                ? found.Value
                : null;

    // In the text part, it stands alone on a line.
    [GeneratedRegex("^[0-9]{4} [0-9]{4}(?=\r?$)", RegexOptions.Multiline)]
    private static partial Regex CodeLine();
}
