using System.Text.RegularExpressions;

namespace BlueSky.Functions.Forms;

/// <summary>How names in a post are recognised, whatever a website builder made of them.</summary>
internal static partial class FieldName
{
    public const string FirstName = "firstname";
    public const string LastName = "lastname";

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["phonenumber"] = "phone",
        ["telephone"] = "phone",
        ["tel"] = "phone",
        ["mobile"] = "phone",
        ["emailaddress"] = "email",
        ["youremail"] = "email",
        ["fullname"] = "name",
        ["yourname"] = "name",
    };

    /// <summary>
    /// The form in which names are compared: lower case, without spaces, hyphens and underscores, and without the
    /// number that Webflow adds to a copy (<c>Email-4</c>, <c>name-3</c>).
    /// </summary>
    public static string Normalize(string name)
    {
        var bare = Separators().Replace(CopyNumber().Replace(name.Trim(), ""), "").ToLowerInvariant();
        return Aliases.GetValueOrDefault(bare, bare);
    }

    [GeneratedRegex(@"[ _-]+[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex CopyNumber();

    [GeneratedRegex(@"[ _-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
