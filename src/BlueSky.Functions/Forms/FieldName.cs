using System.Text.RegularExpressions;

namespace BlueSky.Functions.Forms;

/// <summary>Recognises field names in the variants that website builders produce.</summary>
internal static partial class FieldName
{
    public const string FirstName = "firstname";
    public const string LastName = "lastname";

    private const string Your = "your";

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["phonenumber"] = "phone",
        ["phoneno"] = "phone",
        ["telephone"] = "phone",
        ["telephonenumber"] = "phone",
        ["tel"] = "phone",
        ["mobile"] = "phone",
        ["mobilenumber"] = "phone",
        ["mobilephone"] = "phone",
        ["cell"] = "phone",
        ["cellphone"] = "phone",
        ["emailaddress"] = "email",
        ["email2"] = "email",
        ["useremail"] = "email",
        ["replyto"] = "email",
        ["fullname"] = "name",
    };

    /// <summary>
    /// The spelling in which names are compared: lower case, without spaces, hyphens and underscores, without the
    /// number that Webflow adds to a copy (<c>Email-4</c>, <c>name-3</c>), without label marks (<c>Email *</c>,
    /// <c>Phone (optional):</c>, <c>email[]</c>), and without a leading "your".
    /// </summary>
    public static string Normalize(string name)
    {
        var bare = Separators().Replace(Marks().Replace(name.Trim(), ""), "").ToLowerInvariant();
        if (bare.Length > Your.Length && bare.StartsWith(Your, StringComparison.Ordinal))
        {
            bare = bare[Your.Length..];
        }

        return Aliases.GetValueOrDefault(bare, bare);
    }

    [GeneratedRegex(
        @"([ _-]+[0-9]+|\[\]|[*:.]|\((optional|required)\)|[ _-]+)+$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Marks();

    [GeneratedRegex(@"[ _-]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Separators();
}
