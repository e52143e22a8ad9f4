using System.Text;
using BlueSky.Content;
using BlueSky.Content.Pages;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;
using FormField = BlueSky.Functions.Forms.FormField;

namespace BlueSky.Functions.Http;

/// <summary>
/// The page for a post that was not accepted. It contains the form with the typed text, so that nothing is lost even
/// without a script, and posts to the same form.
/// </summary>
internal sealed class FormPages(ContentRenderer renderer, ClinicSettings clinic, SiteSettings site)
{
    /// <param name="entry">The visitor's entry; null when it could not be read.</param>
    /// <param name="next">
    /// The redirect after the post. Absolute, because a relative one would lead to this app when posted from here.
    /// </param>
    public async Task<IResult> RenderAsync(Refusal refusal, Form? form, FormEntry? entry, string? next)
    {
        var isCorrectable = refusal.IsCorrectable && form is not null && entry is not null;
        var problems = isCorrectable
            ? refusal.Errors.Where(error => error.Field is not null)
                .Select(error => new FieldProblem(error.Field!, error.Message)).ToList()
            : [];
        var model = new FormErrorModel(
            clinic.Details(),
            refusal.Status,
            refusal.Title,
            problems.Count > 0 ? "Nothing has been sent yet, and all that you typed is still here."
                : isCorrectable && refusal.OnPage is { } more ? $"{refusal.Message} {more}"
                : refusal.Message,
            problems,
            isCorrectable ? new Uri(site.BaseUrl, $"/api/f/{form!.Name}") : null,
            isCorrectable
                ? [.. Known(form!, entry!, refusal), .. Others(entry!, refusal), .. Control(entry!, next)]
                : []);

        return new HtmlPage(await FormErrorPage.RenderAsync(renderer, model), refusal.Status);
    }

    private static IEnumerable<FormValue> Known(Form form, FormEntry entry, Refusal refusal) =>
        form.Fields.Select(field => new FormValue(
            field.Name,
            field.Label,
            entry[field.Name] ?? "",
            Hidden: false,
            Multiline: IsMultiline(field, entry[field.Name]),
            ProblemOf(field.Name, refusal),
            InputTypeOf(field, entry[field.Name]),
            field.Required,
            field.AutoComplete));

    private static IEnumerable<FormValue> Others(FormEntry entry, Refusal refusal) =>
        entry.Others.Select(field => new FormValue(
            field.Name,
            field.Name,
            field.Value,
            Hidden: ProblemOf(field.Name, refusal) is null,
            Multiline: true,
            ProblemOf(field.Name, refusal),
            "text",
            Required: false,
            "off"));

    private static IEnumerable<FormValue> Control(FormEntry entry, string? next)
    {
        (string Name, string? Value)[] fields =
        [
            ("_next", next),
            ("_id", entry.Control.IdempotencyKey),
            ("_loadedAt", entry.Control.LoadedAt),
            (ControlFields.Altcha, entry.Control.AltchaToken),
            (ControlFields.Turnstile, entry.Control.TurnstileToken),
            ("_gotcha", entry.Control.HoneypotFilled ? "1" : null),
        ];
        return fields.Where(field => field.Value is not null).Select(field => new FormValue(
            field.Name, "", field.Value!, Hidden: true, Multiline: false, null, "text", Required: false, "off"));
    }

    private static string? ProblemOf(string field, Refusal refusal) =>
        refusal.Errors.FirstOrDefault(error => error.Field == field)?.Message;

    private static bool IsMultiline(FormField field, string? value) =>
        field.Kind == FieldKind.LongText && (field.MaxLength > 200 || value?.AsSpan().ContainsAny('\r', '\n') == true);

    // A browser's email input refuses international addresses, which are valid here.
    private static string InputTypeOf(FormField field, string? value) => field.Kind switch
    {
        FieldKind.Email when value is null || Ascii.IsValid(value) => "email",
        FieldKind.Phone => "tel",
        _ => "text",
    };
}
