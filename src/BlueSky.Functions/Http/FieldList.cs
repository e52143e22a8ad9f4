using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Http;

/// <summary>
/// Collects parsed fields up to a limit. Long names are cut, but stay long enough to be refused by the form's rules.
/// </summary>
internal sealed class FieldList
{
    /// <summary>In characters; more than the form's rules allow.</summary>
    private const int MaxName = 2 * FormRules.MaxOtherName;

    private readonly List<PostedField> fields = [];
    private (string Whole, string Cut) latest = ("", "");
    private bool hasTooMany;

    /// <summary>True when further fields are dropped, so their values need not be decoded.</summary>
    public bool IsFull => fields.Count == PostedForm.MaxValues;

    public void Add(string name, string value)
    {
        if (IsFull)
        {
            hasTooMany = true;
        }
        else
        {
            fields.Add(new PostedField(NameOf(name), value));
        }
    }

    // The values of an array share a name, so it is cut only once.
    private string NameOf(string name)
    {
        if (!ReferenceEquals(name, latest.Whole))
        {
            latest = (name, ExtraFields.Cut(name, MaxName));
        }

        return latest.Cut;
    }

    /// <param name="fileField">See <see cref="PostedForm"/>.</param>
    public PostedForm ToForm(string? fileField = null) => new(fields, fileField) { HasTooManyValues = hasTooMany };
}
