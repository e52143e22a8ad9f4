using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Webhooks;

/// <summary>
/// What becomes of a hook: a submission as if it came from the website, or, when that cannot be, a quarantined one
/// that holds all of it. The visitor has seen Webflow's thanks already, so nothing is refused.
/// </summary>
internal sealed class WebflowForms(FormCatalog forms, WebflowSettings settings)
{
    /// <summary>The kind of a submission from a form that no setting names; nothing handles it.</summary>
    public const string UnknownKind = "unknown";

    /// <summary>The field that holds what such a form is called in Webflow; no form has one of this name.</summary>
    public const string NameField = "_form";

    /// <summary>In characters.</summary>
    private const int MaxSource = 500;

    public SubmissionDraft Read(WebflowHook hook)
    {
        var draft = FormOf(hook) is { } form ? OfKnown(form, hook) : OfUnknown(hook);
        var fitting = ExtraFields.Fit(draft.Fields);
        return ReferenceEquals(fitting, draft.Fields) && !hook.Form.HasTooManyValues
            ? draft
            : draft with { Fields = fitting, Error = Join([draft.Error, "cut to what a row can hold"]) };
    }

    private Form? FormOf(WebflowHook hook) =>
        hook.FormName is { } name && settings.Forms.TryGetValue(FieldName.Normalize(name), out var form)
            ? forms.Find(form)
            : null;

    private static SubmissionDraft OfKnown(Form form, WebflowHook hook)
    {
        var entry = FormEntry.From(form, hook.Form, hook.Id);
        var errors = FormRules.Check(form, entry);
        // A column holds what its rule allows, and nothing else: others rely on it.
        var columns = entry.Known.Where(field => Submission.HasColumnFor(field)
            && errors.All(error => error.Field != field.Name)).ToList();

        return DraftOf(hook, form.Name) with
        {
            Content = [.. entry.Known, .. entry.Others],
            Columns = columns,
            Fields = FormEntry.Join(entry.Known.Except(columns).Concat(entry.Others)),
            Error = ProblemOf(form, hook, entry, errors),
        };
    }

    private static SubmissionDraft OfUnknown(WebflowHook hook)
    {
        var sent = hook.Problem is null
            ? FormEntry.Join(hook.Form.Fields.Where(field => !ControlFields.IsControl(field.Name))
                .Select(field => new PostedField(PostedText.CleanLine(field.Name), PostedText.Clean(field.Value))))
            : hook.Form.Fields;
        return DraftOf(hook, UnknownKind) with
        {
            Content = sent,
            Fields = hook.FormName is { } name ? [new PostedField(NameField, name), .. sent] : sent,
            Error = hook.Problem ?? "unknown form: no setting Webflow:Forms names it",
        };
    }

    private static SubmissionDraft DraftOf(WebflowHook hook, string kind) => new()
    {
        EntryPoint = "webhook",
        Kind = kind,
        // Without an id, what was submitted at the same moment with the same content is the same.
        RepeatKey = hook.Id is { } id ? $"key:{id}" : $"time:{hook.SubmittedAt}",
        MayRepeatYesterdays = true,
        Content = [],
        Source = ExtraFields.Cut(hook.FormName is { } name ? $"webflow:{name}" : "webflow", MaxSource),
    };

    // Other people's words stay out of the reason: it is for reading aloud.
    private static string? ProblemOf(Form form, WebflowHook hook, FormEntry entry, IReadOnlyList<FieldError> errors)
    {
        var broken = errors.Select(error => form.Fields.Any(field => field.Name == error.Field)
            ? $"{error.Code} {error.Field}"
            : error.Code).Distinct().ToList();
        return Join(
        [
            hook.Id is null ? "the hook has no id" : null,
            broken.Count > 0 ? $"breaks the form's rules: {string.Join(", ", broken)}" : null,
            entry.Control.HoneypotFilled ? QuarantineReason.Honeypot : null,
        ]);
    }

    private static string? Join(IEnumerable<string?> problems) =>
        string.Join("; ", problems.OfType<string>()) is { Length: > 0 } all ? all : null;
}
