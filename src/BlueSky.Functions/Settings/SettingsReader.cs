using System.Globalization;
using BlueSky.Functions.Forms;
using Microsoft.Extensions.Configuration;

namespace BlueSky.Functions.Settings;

/// <summary>
/// Reads settings and collects a sentence for each that is missing or malformed, so that all of them are reported
/// together. A value that cannot be read is replaced by a placeholder, which is never used because start-up fails.
/// </summary>
/// <param name="forms">The names of the existing forms.</param>
internal sealed class SettingsReader(IConfiguration configuration, IReadOnlyCollection<string> forms)
{
    private static readonly Uri PlaceholderUrl = new("http://localhost.invalid/");

    /// <summary>Subtracted from the current time, a duration must still give a valid date.</summary>
    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(36_525);

    private static readonly string[] DurationFormats = [@"h\:mm\:ss", @"h\:mm\:ss\.FFF", @"d\.hh\:mm\:ss"];

    private readonly List<SettingProblem> found = [];
    private readonly HashSet<string> unresolved = [];

    /// <summary>What is missing or malformed.</summary>
    public IReadOnlyList<SettingProblem> Found => found;

    /// <summary>The same as sentences.</summary>
    public IReadOnlyList<string> Problems => found.ConvertAll(problem => problem.ToString());

    /// <summary>The names of the existing forms.</summary>
    public IReadOnlyCollection<string> Forms => forms;

    /// <summary>Whether the app runs on App Service, which always sets this variable.</summary>
    public bool IsInAzure => Optional("WEBSITE_SITE_NAME") is not null;

    public string? Optional(string name) => Value(name, configuration[name]);

    public string Required(string name) => Optional(name) ?? Missing(name, "");

    /// <summary>A list, written as <c>Name:0</c>, <c>Name:1</c>, … or as one comma-separated value.</summary>
    public IReadOnlyList<string> List(string name) =>
        Optional(name) is { } joined
            ? joined.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : configuration.GetSection(name).GetChildren()
                .Select(child => Value(name, child.Value)).OfType<string>().ToList();

    public IReadOnlyList<string> RequiredList(string name, string item)
    {
        var values = List(name);
        if (values.Count == 0)
        {
            Report(name, $"needs at least one {item}");
        }

        return values;
    }

    /// <summary>The full names of the direct children: <c>Name:0</c>, <c>Name:1</c>, …</summary>
    public IEnumerable<string> ChildKeys(string name) =>
        configuration.GetSection(name).GetChildren().Select(child => child.Path);

    public bool Boolean(string name, bool fallback) =>
        Optional(name) is not { } text ? fallback
            : bool.TryParse(text, out var value) ? value
            : Malformed(name, "true or false", fallback);

    public int Integer(string name, int fallback) =>
        Optional(name) is not { } text ? fallback
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
            : Malformed(name, "a whole number, 0 or more", fallback);

    /// <summary>One of some words, case-insensitive; the first is the default.</summary>
    public string OneOf(string name, IReadOnlyList<string> words) =>
        Optional(name) is not { } text ? words[0]
            : words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase))
                ?? Malformed(name, $"one of {string.Join(", ", words)}", words[0]);

    /// <summary>
    /// Written as <c>hh:mm:ss</c>. <c>TimeSpan.Parse</c> would read <c>10</c> and <c>24:00:00</c> as days.
    /// </summary>
    public TimeSpan Duration(string name, TimeSpan fallback) => OptionalDuration(name) ?? fallback;

    /// <inheritdoc cref="Duration"/>
    public TimeSpan? OptionalDuration(string name) =>
        Optional(name) is not { } text ? null
            : TimeSpan.TryParseExact(text, DurationFormats, CultureInfo.InvariantCulture, out var value)
                && value > TimeSpan.Zero && value <= MaxDuration ? value
            : Malformed<TimeSpan?>(name, "a time span like 00:10:00", null);

    /// <summary>Written as <c>hh:mm</c>.</summary>
    public TimeOnly TimeOfDay(string name, TimeOnly fallback) =>
        Optional(name) is not { } text ? fallback
            : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)
                ? value
            : Malformed(name, "a time of day like 08:00", fallback);

    public string Email(string name, string value) =>
        EmailAddress.TryParse(value) is { CanBeSentTo: true } address
            ? address.Deliverable
            : Malformed(name, "an email address", value);

    public Uri Url(string name, string? fallback = null) => (Optional(name) ?? fallback) switch
    {
        null => Missing(name, PlaceholderUrl),
        var text when ToUrl(text) is { } url => url,
        _ => Malformed(name, "an absolute http or https address", PlaceholderUrl),
    };

    public Uri? OptionalUrl(string name) => Optional(name) is null ? null : Url(name);

    /// <summary>The name of a storage account.</summary>
    public string? OptionalStorageAccount(string name) =>
        Optional(name) is not { } account ? null
            : account.Length is >= 3 and <= 24
                && account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) ? account
            : Malformed(name, "3 to 24 lower-case letters and digits", "malformed");

    /// <param name="parse">The constructors of clients, which do not connect.</param>
    public string? OptionalConnectionString(string name, string expected, Action<string> parse)
    {
        if (Optional(name) is not { } text)
        {
            return null;
        }

        try
        {
            parse(text);
            return text;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            return Malformed(name, expected, "");
        }
    }

    public string AllowedOrigin(string name, string value) =>
        Origin.TryNormalize(value) ?? Malformed(name, "origins like https://www.example.org, without a path", value);

    public byte[] Secret(string name, string base64)
    {
        try
        {
            var bytes = Convert.FromBase64String(base64);
            return bytes.Length >= SecretSettings.MinBytes ? bytes : TooShort(name);
        }
        catch (FormatException)
        {
            return Malformed(name, "base64", new byte[SecretSettings.MinBytes]);
        }
    }

    public T Malformed<T>(string name, string expected, T placeholder)
    {
        Report(name, $"must be {expected}");
        return placeholder;
    }

    public void Report(string name, string problem)
    {
        // An unresolved reference is reported once, and not also as missing or malformed.
        if (!unresolved.Contains(name))
        {
            found.Add(new SettingProblem(name, problem));
        }
    }

    // Azure passes an unresolved reference to the app as plain text, which would be a guessable secret.
    private string? Value(string name, string? text)
    {
        if (text?.Trim() is not { Length: > 0 } value)
        {
            return null;
        }

        if (!value.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase))
        {
            return value;
        }

        Report(
            name,
            "is a Key Vault reference that was not resolved: put the secret into the vault, or let the app's identity "
            + "read it");
        unresolved.Add(name);
        return null;
    }

    private T Missing<T>(string name, T placeholder)
    {
        Report(name, "is missing");
        return placeholder;
    }

    private byte[] TooShort(string name)
    {
        Report(name, $"must hold at least {SecretSettings.MinBytes} bytes");
        return new byte[SecretSettings.MinBytes];
    }

    private static Uri? ToUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") ? url : null;
}

/// <summary>What is wrong with a setting; never says its value.</summary>
/// <param name="Problem">Continues a sentence that begins with the name, without a full stop.</param>
internal sealed record SettingProblem(string Name, string Problem)
{
    public override string ToString() => $"The setting {Name} {Problem}.";
}
