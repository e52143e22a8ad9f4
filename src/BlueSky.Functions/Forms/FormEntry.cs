namespace BlueSky.Functions.Forms;

/// <summary>
/// What a visitor entered into a form: known fields by name, all others as sent, and the control fields.
/// </summary>
internal sealed class FormEntry
{
    private readonly HashSet<string> sent;
    private readonly Dictionary<string, string> values;

    private FormEntry(
        Form form, HashSet<string> sent, Dictionary<string, string> values, IReadOnlyList<PostedField> others,
        ControlFields control, string? fileField)
    {
        this.sent = sent;
        this.values = values;
        Known = [.. form.Fields.Where(field => values.ContainsKey(field.Name))
            .Select(field => new PostedField(field.Name, values[field.Name]))];
        Others = others;
        Control = control;
        FileField = fileField;
    }

    /// <summary>The form's own fields that have a value, by its names and in its order.</summary>
    public IReadOnlyList<PostedField> Known { get; }

    /// <summary>Fields the form does not know, in order; repeated names joined with ", ".</summary>
    public IReadOnlyList<PostedField> Others { get; }

    public ControlFields Control { get; }

    /// <summary>The field that a file was attached to; files are not taken.</summary>
    public string? FileField { get; }

    /// <summary>True when the post held nothing but control fields.</summary>
    public bool IsEmpty => sent.Count == 0 && Others.Count == 0 && FileField is null;

    /// <summary>The value of a known field, without surrounding white space; null when absent or empty.</summary>
    public string? this[string field] => values.GetValueOrDefault(field);

    /// <summary>True when the field was in the post, with or without a value.</summary>
    public bool WasSent(string field) => sent.Contains(field);

    /// <param name="idempotencyKey">From the header; it wins over the field <c>_id</c>.</param>
    public static FormEntry From(Form form, PostedForm posted, string? idempotencyKey = null)
    {
        var trimmed = posted.Fields.Select(field => field with { Value = field.Value.Trim() }).ToList();
        var known = form.Fields.ToDictionary(field => FieldName.Normalize(field.Name), field => field.Name);
        var sent = new HashSet<string>();
        var values = new Dictionary<string, string>();
        var rest = new List<PostedField>();

        foreach (var field in trimmed.Where(field => field.Name.Length > 0 && !ControlFields.IsControl(field.Name)))
        {
            if (!known.TryGetValue(FieldName.Normalize(field.Name), out var name))
            {
                rest.Add(field);
                continue;
            }

            sent.Add(name);
            if (field.Value.Length > 0 && !values.TryAdd(name, field.Value))
            {
                rest.Add(field);
            }
        }

        if (known.ContainsValue("name"))
        {
            rest = ComposeName(rest, sent, values);
        }

        var control = ControlFields.From(trimmed);
        return new FormEntry(
            form,
            sent,
            values,
            Join(rest),
            control with { IdempotencyKey = idempotencyKey ?? control.IdempotencyKey },
            posted.FileField);
    }

    // "First name" and "last name" are the name, unless one was given whole.
    private static List<PostedField> ComposeName(
        List<PostedField> rest, HashSet<string> sent, Dictionary<string, string> values)
    {
        var parts = rest
            .Where(field => IsPart(field, FieldName.FirstName) || IsPart(field, FieldName.LastName)).ToList();
        if (values.ContainsKey("name") || parts.Count == 0)
        {
            return rest;
        }

        var filled = parts.Where(field => field.Value.Length > 0).ToList();
        var first = filled.FindIndex(field => IsPart(field, FieldName.FirstName));
        var last = filled.FindIndex(field => IsPart(field, FieldName.LastName));
        int[] used = [.. new[] { first, last }.Where(i => i >= 0)];
        sent.Add("name");
        if (used.Length > 0)
        {
            values["name"] = string.Join(' ', used.Select(i => filled[i].Value));
        }

        return [.. rest.Where(field => !parts.Contains(field)), .. filled.Where((_, i) => !used.Contains(i))];
    }

    private static bool IsPart(PostedField field, string part) => FieldName.Normalize(field.Name) == part;

    /// <summary>One field for each name: repeats are joined with ", ".</summary>
    public static IReadOnlyList<PostedField> Join(IEnumerable<PostedField> fields) =>
        fields.GroupBy(field => field.Name, StringComparer.Ordinal)
            .Select(group => new PostedField(group.Key, string.Join(", ", group.Select(field => field.Value))))
            .ToList();
}
