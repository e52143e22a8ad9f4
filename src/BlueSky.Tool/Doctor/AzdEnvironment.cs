using System.Text;

namespace BlueSky.Tool.Doctor;

/// <summary>The variables of an azd environment.</summary>
internal sealed class AzdEnvironment(Func<string, string?> find)
{
    /// <summary>The value without white space around it; empty when it is not set.</summary>
    public string this[string variable] => find(variable)?.Trim() ?? "";

    /// <summary>Whether there is white space around a value, which infra/ would pass on.</summary>
    public bool IsPadded(string variable) => find(variable) is { } value && value != value.Trim();

    /// <summary>Whether azd has provisioned before: then the vault holds the secrets.</summary>
    public bool HasVault => this["AZURE_KEY_VAULT_NAME"].Length > 0;

    /// <summary>Of this process: azd gives its hooks the variables of the environment.</summary>
    public static AzdEnvironment OfProcess() => new(Environment.GetEnvironmentVariable);

    /// <summary>
    /// Reads what <c>azd env get-values</c> prints: a line <c>NAME="value"</c> for each variable, with a backslash
    /// before quotes, backslashes, <c>!</c>, <c>$</c> and backticks, and <c>\n</c> for a line break. Whole numbers have
    /// no quotes.
    /// </summary>
    /// <exception cref="InvalidDataException">A line is malformed; the message is for people.</exception>
    public static AzdEnvironment Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = text.Split('\n').Select(line => line.Trim()).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i] is "" or ['#', ..])
            {
                continue;
            }

            var equals = lines[i].IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || Unquote(lines[i][(equals + 1)..]) is not { } value)
            {
                // The line may hold a secret.
                throw new InvalidDataException(
                    $"Line {i + 1} is not like NAME=\"value\", as azd env get-values prints it.");
            }

            values[lines[i][..equals]] = value;
        }

        return new AzdEnvironment(variable => values.GetValueOrDefault(variable));
    }

    private static string? Unquote(string text)
    {
        if (text is not ['"', ..])
        {
            return text;
        }

        var value = new StringBuilder();
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return i == text.Length - 1 ? value.ToString() : null;
            }

            if (text[i] != '\\')
            {
                value.Append(text[i]);
            }
            else if (++i < text.Length)
            {
                value.Append(text[i] switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    var c => c,
                });
            }
        }

        return null;
    }
}
