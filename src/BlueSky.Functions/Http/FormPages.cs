using System.Text;
using BlueSky.Content;
using BlueSky.Content.Localization;
using BlueSky.Content.Pages;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;
using FormField = BlueSky.Functions.Forms.FormField;

namespace BlueSky.Functions.Http;

/// <summary>
/// The page for a post that was not accepted. If the visitor can correct it, the page contains the form with the typed
/// text, so that nothing is lost even without a script, and posts to the same form.
/// </summary>
internal sealed class FormPages(ContentRenderer renderer, SiteSettings site)
{
    /// <param name="clinic">In the visitor's language.</param>
    /// <param name="entry">The visitor's entry; null when it could not be read.</param>
    /// <param name="next">
    /// The redirect after the post. Absolute, because a relative one would lead to this app when posted from here.
    /// </param>
    public async Task<IResult> RenderAsync(
        ClinicDetails clinic, Refusal refusal, Form? form, FormEntry? entry, string? next)
    {
        var page = refusal.IsCorrectable && form is not null && entry is not null
            ? await FormErrorPage.RenderAsync(renderer, ToCorrect(clinic, refusal, form, entry, next))
            : await MessagePage.RenderAsync(renderer, Message(clinic, refusal));
        return new HtmlPage(page, refusal.Status);
    }

    private static MessageModel Message(ClinicDetails clinic, Refusal refusal) =>
        refusal.Status == StatusCodes.Status404NotFound
            ? PageMessages.NotFound(clinic, refusal.ForDesigner)
            : new MessageModel(clinic, refusal.Notice!.Title, refusal.Notice.Message)
            {
                Icon = PageIcon.Alert,
                WebsiteKey = "Website.Go",
                ForDesigner = refusal.ForDesigner,
            };

    private FormErrorModel ToCorrect(
        ClinicDetails clinic, Refusal refusal, Form form, FormEntry entry, string? next) => new(
        clinic,
        refusal is { Notice: { } notice, AboveForm: { } message } ? notice with { Message = message } : refusal.Notice,
        [.. refusal.Errors.Select(error => new FieldProblem(error.Field, error.Message))],
        new Uri(site.BaseUrl, $"/api/f/{form.Name}"),
        [.. Known(form, entry, refusal, clinic.Texts), .. Others(entry, refusal), .. Control(entry, next)],
        clinic.Texts[form.ButtonKey]);

    private static IEnumerable<FormValue> Known(Form form, FormEntry entry, Refusal refusal, Texts texts) =>
        form.Fields.Select(field =>
            new FormValue(
                field.Name, texts.Find($"Field.{field.Name}.Label") ?? field.Label, entry[field.Name] ?? "")
            {
                InputType = InputTypeOf(field, entry[field.Name]),
                AutoComplete = field.AutoComplete,
                Required = field.Required,
                IsMarkedOptional = !field.Required && field.GroupHintKey is null && field.Options.Count == 0,
                Multiline = IsMultiline(field, entry[field.Name]),
                IsShort = field.IsShort,
                Hint = field.HintKey is { } hint ? texts[hint] : null,
                GroupHint = field.GroupHintKey is { } groupHint ? texts[groupHint] : null,
                Options = [.. field.Options.Select(option => new FormOption(option.Value, texts[option.TextKey]))],
                Problem = ProblemOf(field.Name, refusal),
            });

    private static IEnumerable<FormValue> Others(FormEntry entry, Refusal refusal) =>
        entry.Others.Select(field => new FormValue(field.Name, field.Name, field.Value)
        {
            Hidden = ProblemOf(field.Name, refusal) is null,
            Multiline = true,
            Problem = ProblemOf(field.Name, refusal),
        });

    private static IEnumerable<FormValue> Control(FormEntry entry, string? next)
    {
        (string Name, string? Value)[] fields =
        [
            ("_next", next),
            ("_id", entry.Control.IdempotencyKey),
            ("_loadedAt", entry.Control.LoadedAt),
            ("_lang", entry.Control.Language),
            (ControlFields.Altcha, entry.Control.AltchaToken),
            (ControlFields.Turnstile, entry.Control.TurnstileToken),
            ("_gotcha", entry.Control.HoneypotFilled ? "1" : null),
        ];
        return fields.Where(field => field.Value is not null)
            .Select(field => FormValue.OfHidden(field.Name, field.Value!));
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
