using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Http;

/// <summary>The fields that a parser finds, as many as are taken.</summary>
internal sealed class FieldList
{
    private readonly List<PostedField> fields = [];
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
            fields.Add(new PostedField(name, value));
        }
    }

    /// <param name="fileField">See <see cref="PostedForm"/>.</param>
    public PostedForm ToForm(string? fileField = null) => new(fields, fileField) { HasTooManyValues = hasTooMany };
}
