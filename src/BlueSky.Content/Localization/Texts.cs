using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace BlueSky.Content.Localization;

/// <summary>
/// All texts for visitors in one language, by key, from <c>Texts.{tag}.resx</c>. Both files are in the main assembly:
/// a text that is missing in one language is an error, and not silently English.
/// </summary>
public sealed partial class Texts
{
    private readonly ResourceManager resources;

    private Texts(string tag)
    {
        Tag = tag;
        resources = new ResourceManager($"{typeof(Texts).FullName}.{tag}", typeof(Texts).Assembly);
    }

    public static Texts English { get; } = new("en");

    /// <summary>A draft until a native speaker approves it.</summary>
    public static Texts Spanish { get; } = new("es");

    /// <summary>The language's tag, for <c>lang</c> attributes and links.</summary>
    public string Tag { get; }

    /// <exception cref="ArgumentException">There is no such text.</exception>
    public string this[string key] => Find(key)
        ?? throw new ArgumentException($"There is no text {key} in {Tag}.", nameof(key));

    /// <summary>For a key of which not every value has a text; null when there is none.</summary>
    public string? Find(string key) => resources.GetString(key, CultureInfo.InvariantCulture);

    /// <param name="tag">A language tag like <c>es-MX</c>; null when unknown.</param>
    /// <returns>English for every language but Spanish.</returns>
    public static Texts For(string? tag) =>
        tag is not null && tag.Split('-', '_')[0].Equals(Spanish.Tag, StringComparison.OrdinalIgnoreCase)
            ? Spanish
            : English;

    /// <summary>The plain text, with a value for each <c>{name}</c> and without the stars of strong text.</summary>
    public string Format(string key, params (string Name, string Value)[] values) =>
        Phrase.Plain(this[key], values);

    /// <summary>"1 day" or "7 days".</summary>
    /// <param name="unit">The end of the keys <c>Count.Day</c> and <c>Count.Days</c>, in the singular.</param>
    public string Count(int count, string unit) => count == 1
        ? this[$"Count.{unit}"]
        : Format($"Count.{unit}s", ("count", count.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Two stars, or a name in braces.</summary>
    [GeneratedRegex(@"\*\*|\{(?<name>\w+)\}", RegexOptions.CultureInvariant)]
    internal static partial Regex Markup();
}
