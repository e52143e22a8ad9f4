using BlueSky.Content.Localization;

namespace BlueSky.Functions.Forms;

/// <summary>
/// A form that visitors can post to <c>/api/f/{Name}</c>: its fields and its rules. Its <c>ISubmissionHandler</c>
/// processes the submissions.
/// </summary>
internal abstract class Form
{
    /// <summary>Used in the URL, in the table and in logs: one lower-case word.</summary>
    public abstract string Name { get; }

    /// <summary>Shown to staff, e.g. "Consultation request".</summary>
    public abstract string Title { get; }

    /// <summary>What its visitors did, after "Someone" in emails to staff.</summary>
    public virtual string VisitorAction => "sent a request";

    /// <summary>The key of its button's label.</summary>
    public virtual string ButtonKey => "FormPage.Send";

    /// <summary>In display order.</summary>
    public abstract IReadOnlyList<FormField> Fields { get; }

    /// <summary>Without an idempotency key, the same content within this time is the same submission.</summary>
    public virtual TimeSpan RepeatWindow => TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether a post that is almost certainly spam may be refused. Otherwise it is quarantined, so that no genuine
    /// post is lost.
    /// </summary>
    public virtual bool MayBeRefused => false;

    /// <summary>Whether the sender expects a call or an email from staff.</summary>
    public virtual bool WaitsForAnswer => true;

    /// <summary>Rules about several fields, such as "one of these two is required".</summary>
    /// <param name="texts">For the sentences of the errors.</param>
    public virtual IEnumerable<FieldError> CheckTogether(FormEntry entry, Texts texts) => [];
}

/// <summary>The forms this app serves, by name.</summary>
internal sealed class FormCatalog(IEnumerable<Form> forms)
{
    // Case-insensitive, like the rest of the route.
    private readonly Dictionary<string, Form> byName =
        forms.ToDictionary(form => form.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>In alphabetical order.</summary>
    public IReadOnlyList<string> Names => byName.Keys.Order(StringComparer.Ordinal).ToList();

    public Form? Find(string name) => byName.GetValueOrDefault(name);
}
