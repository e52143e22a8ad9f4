using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Http;

/// <summary>
/// The fields that a parser finds: as many as are taken, and of their names as much as is needed to refuse them.
/// </summary>
internal sealed class FieldList
{
    /// <summary>In characters; the form's rules refuse a shorter one than this already.</summary>
    private const int MaxName = 2 * FormRules.MaxOtherName;

    private readonly List<PostedField> fields = [];
    private (string Whole, string Cut) latest = ("", "");
    private bool hasTooMany;

    /// <summary>True when no further field is kept: its value need not be read.</summary>
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

    // The values of an array share their name.
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
