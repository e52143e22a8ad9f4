using BlueSky.Content.Localization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Webhooks;

/// <summary>
/// Converts a hook to a submission as if it came from the website, or, when that is not possible, to a quarantined one
/// with all its content. Nothing is refused: the visitor has already seen Webflow's success message.
/// </summary>
internal sealed class WebflowForms(FormCatalog forms, WebflowSettings settings)
{
    /// <summary>The field with the form's name in Webflow; no form has a field of this name.</summary>
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
        var errors = FormRules.Check(form, entry, Texts.English);
        // Columns contain only valid values: other code relies on that.
        var columns = entry.Known.Where(field => Submission.HasColumnFor(field)
            && errors.All(error => error.Field != field.Name)).ToList();

        return DraftOf(hook, form.Name) with
        {
            WaitsForAnswer = form.WaitsForAnswer,
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
        return DraftOf(hook, Submission.UnknownKind) with
        {
            // Probably: a person should look at it.
            WaitsForAnswer = true,
            Content = sent,
            Fields = hook.FormName is { } name ? [new PostedField(NameField, name), .. sent] : sent,
            Error = hook.Problem ?? "unknown form: no setting Webflow:Forms names it",
        };
    }

    private static SubmissionDraft DraftOf(WebflowHook hook, string kind) => new()
    {
        EntryPoint = "webhook",
        Kind = kind,
        // Without an id, the same content submitted at the same moment counts as a repeat.
        RepeatKey = hook.Id is { } id ? $"key:{id}" : $"time:{hook.SubmittedAt}",
        MayRepeatYesterdays = true,
        Content = [],
        Source = ExtraFields.Cut(hook.FormName is { } name ? $"webflow:{name}" : "webflow", MaxSource),
    };

    // The reason contains no submitted text: lists show it without the rest of the submission.
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
