namespace BlueSky.Functions.Forms;

/// <summary>Recognises field names in the variants that website builders produce.</summary>
internal static class FieldName
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
        var bare = string.Concat(WithoutMarks(name.Trim()).ToString().Where(c => !IsSeparator(c))).ToLowerInvariant();
        if (bare.Length > Your.Length && bare.StartsWith(Your, StringComparison.Ordinal))
        {
            bare = bare[Your.Length..];
        }

        return Aliases.GetValueOrDefault(bare, bare);
    }

    // By hand, not by a regular expression: one that takes linear time for every name takes 25 ms of the first post.
    private static ReadOnlySpan<char> WithoutMarks(ReadOnlySpan<char> name)
    {
        for (var end = -1; end != name.Length;)
        {
            end = name.Length;
            name = name.TrimEnd(" _-*:.");
            name = WithoutEnd(name, "[]");
            name = WithoutEnd(name, "(optional)");
            name = WithoutEnd(name, "(required)");
            name = WithoutNumber(name);
        }

        return name;
    }

    private static ReadOnlySpan<char> WithoutEnd(ReadOnlySpan<char> name, string mark) =>
        name.EndsWith(mark, StringComparison.OrdinalIgnoreCase) ? name[..^mark.Length] : name;

    // Only after a separator: "line2" is another field than "line".
    private static ReadOnlySpan<char> WithoutNumber(ReadOnlySpan<char> name)
    {
        var word = name.TrimEnd("0123456789");
        return word.Length < name.Length && word is [.., var last] && IsSeparator(last) ? word : name;
    }

    private static bool IsSeparator(char c) => c is ' ' or '_' or '-';
}
