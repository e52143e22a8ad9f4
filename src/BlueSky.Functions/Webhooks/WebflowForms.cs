using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Webhooks;

/// <summary>
/// What becomes of a hook: a submission as if it came from the website, or, when that cannot be, a quarantined one
/// that holds all of it. The visitor has seen Webflow's thanks already, so nothing is refused.
/// </summary>
internal sealed class WebflowForms(FormCatalog forms, WebflowSettings settings)
{
    /// <summary>The form of a submission from a form that no setting names.</summary>
    public const string UnknownForm = "unknown";

    /// <summary>The field that holds what such a form is called in Webflow; no form has one of this name.</summary>
    public const string NameField = "_form";

    private const string EntryPoint = "webhook";

    /// <summary>In characters.</summary>
    private const int MaxSource = 500;

    public PreparedPost Read(WebflowHook hook)
    {
        var post = FormOf(hook) is { } form ? OfKnown(form, hook) : OfUnknown(hook);
        var fitting = ExtraFields.Fit(post.Fields);
        return ReferenceEquals(fitting, post.Fields)
            ? post
            : post with { Fields = fitting, Error = Join([post.Error, "cut to what a row can hold"]) };
    }

    private Form? FormOf(WebflowHook hook) =>
        hook.FormName is { } name && settings.Forms.TryGetValue(FieldName.Normalize(name), out var form)
            ? forms.Find(form)
            : null;

    private static PreparedPost OfKnown(Form form, WebflowHook hook)
    {
        var posted = new PostedForm(hook.Fields) { HasTooManyValues = hook.HasTooManyValues };
        var entry = FormEntry.From(form, posted, hook.Id);
        var errors = FormRules.Check(form, entry);
        // A column holds what its rule allows, and nothing else: others rely on it.
        var columns = entry.Known.Where(field => Submission.HasColumnFor(field)
            && errors.All(error => error.Field != field.Name)).ToList();

        return new PreparedPost(
            EntryPoint,
            form.Name,
            RepeatKeyOf(hook),
            [.. entry.Known, .. entry.Others],
            columns.ToDictionary(field => field.Name, field => field.Value),
            FormEntry.Join(entry.Known.Except(columns).Concat(entry.Others)),
            SourceOf(hook),
            ProblemOf(form, hook, entry, errors));
    }

    private static PreparedPost OfUnknown(WebflowHook hook)
    {
        var sent = hook.Problem is null
            ? FormEntry.Join(hook.Fields.Where(field => !ControlFields.IsControl(field.Name))
                .Select(field => field with { Value = field.Value.Trim() }))
            : hook.Fields;
        return new PreparedPost(
            EntryPoint,
            UnknownForm,
            RepeatKeyOf(hook),
            sent,
            new Dictionary<string, string>(),
            hook.FormName is { } name ? [new PostedField(NameField, name), .. sent] : sent,
            SourceOf(hook),
            Join(
            [
                hook.Problem ?? "unknown form: no setting Webflow:Forms names it",
                hook.HasTooManyValues ? "more values than are kept" : null,
            ]));
    }

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

    // Without an id, what was submitted at the same moment with the same content is the same.
    private static string RepeatKeyOf(WebflowHook hook) =>
        hook.Id is { } id ? $"key:{id}" : $"time:{hook.SubmittedAt}";

    private static string SourceOf(WebflowHook hook) =>
        ExtraFields.Cut(hook.FormName is { } name ? $"webflow:{name}" : "webflow", MaxSource);
}
