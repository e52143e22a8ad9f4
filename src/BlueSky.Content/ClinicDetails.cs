using BlueSky.Content.Localization;

namespace BlueSky.Content;

/// <summary>The clinic in one language: its contact details, and how its pages and emails look.</summary>
/// <param name="PostalAddress">May have several lines.</param>
public sealed record ClinicDetails(Texts Texts, string Name, string Phone, string PostalAddress)
{
    /// <summary>The clinic's website; null when it is not known.</summary>
    public Uri? Website { get; init; }

    /// <summary>An https image in the place of the name; null for none. Its alternative text is the name.</summary>
    public Uri? Logo { get; init; }

    /// <summary>"Monday to Friday, 9 AM to 5 PM"; null when it is not known.</summary>
    public string? Hours { get; init; }

    /// <summary>The phone number that visitors see when they are called; null when it is not known.</summary>
    public string? CallsFrom { get; init; }

    /// <summary>"Dr. Rosen"; null when no name is given.</summary>
    public string? Doctor { get; init; }

    /// <summary>Who signs an email.</summary>
    public string Signature { get; init; } = Texts.Format("Signature.Default", ("clinic", Name));

    public BrandStyles Styles { get; init; } = BrandStyles.Default;

    /// <summary>The sentence that says when visitors can call; null when the hours are not known.</summary>
    internal string? HoursSentence => Hours is { } hours ? Texts.Format("Help.Hours", ("hours", hours)) : null;

    internal string PhoneLink => TelUri.Of(Phone, string.Concat(Phone.Where(char.IsAsciiDigit)));
}
