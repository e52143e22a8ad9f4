using BlueSky.Content.Localization;
using Microsoft.AspNetCore.Components;

namespace BlueSky.Content.Pages;

/// <summary>
/// A text by its key, with its values. <c>{phone}</c> is the clinic's number, which is a link on a page.
/// </summary>
public sealed record PageText(string Key, params IReadOnlyList<(string Name, string Value)> Values)
{
    private const string Phone = "phone";

    public string Plain(ClinicDetails clinic) => clinic.Texts.Format(Key, [.. Values, (Phone, clinic.Phone)]);

    internal RenderFragment Html(ClinicDetails clinic) => Phrase.Of(
        clinic.Texts[Key],
        [.. Values.Select(value => (value.Name, (object)value.Value)), (Phone, PhoneLink.Of(clinic))]);
}
