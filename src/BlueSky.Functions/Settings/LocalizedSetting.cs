using BlueSky.Content.Localization;

namespace BlueSky.Functions.Settings;

/// <summary>Words of the clinic that may differ in Spanish.</summary>
/// <param name="Text">Null when the clinic has not set it.</param>
/// <param name="Spanish">Null for the same words.</param>
internal sealed record LocalizedSetting(string? Text, string? Spanish)
{
    public static readonly LocalizedSetting None = new(null, null);

    /// <summary>Reads <c>Name</c>, and for Spanish <c>Name:es</c>.</summary>
    public static LocalizedSetting Read(SettingsReader reader, string name) =>
        new(reader.Optional(name), reader.Optional($"{name}:es"));

    public string? In(Texts texts) => texts == Texts.Spanish ? Spanish ?? Text : Text;
}
