namespace BlueSky.Functions.Forms;

/// <summary>
/// A form that visitors can post to <c>/api/f/{Name}</c>: its fields and its rules. What follows from a submission is
/// its handler's business (<c>ISubmissionHandler</c>).
/// </summary>
internal abstract class Form
{
    /// <summary>In the address, in the table and in logs: lower case, one word.</summary>
    public abstract string Name { get; }

    /// <summary>What staff read, e.g. "Consultation request".</summary>
    public abstract string Title { get; }

    /// <summary>In the order in which people are shown them.</summary>
    public abstract IReadOnlyList<FormField> Fields { get; }

    /// <summary>Without an idempotency key, the same content within one such span is the same submission.</summary>
    public virtual TimeSpan RepeatWindow => TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether a post that is almost certainly spam may be refused. If not, it is only ever quarantined: nobody who
    /// means it is lost.
    /// </summary>
    public virtual bool MayBeRefused => false;

    /// <summary>Whether somebody who posts it waits to be called or written to.</summary>
    public virtual bool WaitsForAnswer => true;

    /// <summary>Rules that no single field can state, such as "one of these two".</summary>
    public virtual IEnumerable<FieldError> CheckTogether(FormEntry entry) => [];
}

/// <summary>The forms this app serves, by name.</summary>
internal sealed class FormCatalog(IEnumerable<Form> forms)
{
    // As the rest of an address is matched.
    private readonly Dictionary<string, Form> byName =
        forms.ToDictionary(form => form.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>In alphabetical order.</summary>
    public IReadOnlyList<string> Names => byName.Keys.Order(StringComparer.Ordinal).ToList();

    public Form? Find(string name) => byName.GetValueOrDefault(name);
}
