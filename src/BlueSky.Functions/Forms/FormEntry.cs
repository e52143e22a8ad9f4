namespace BlueSky.Functions.Forms;

/// <summary>What a visitor entered into a form: known fields by name, all others as sent, and the control fields.</summary>
internal sealed class FormEntry
{
    private readonly HashSet<string> sent;
    private readonly Dictionary<string, string> values;

    private FormEntry(
        HashSet<string> sent, Dictionary<string, string> values, IReadOnlyList<PostedField> others,
        ControlFields control, bool hasFile)
    {
        this.sent = sent;
        this.values = values;
        Others = others;
        Control = control;
        HasFile = hasFile;
    }

    /// <summary>Fields the form does not know, in order; repeated names joined with ", ".</summary>
    public IReadOnlyList<PostedField> Others { get; }

    public ControlFields Control { get; }

    /// <summary>A file was attached; files are not taken.</summary>
    public bool HasFile { get; }

    /// <summary>True when the post held nothing but control fields.</summary>
    public bool IsEmpty => sent.Count == 0 && Others.Count == 0 && !HasFile;

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
            sent,
            values,
            Join(rest),
            control with { IdempotencyKey = idempotencyKey ?? control.IdempotencyKey },
            posted.HasFile);
    }

    // "First name" and "last name" are the name, unless one was given whole.
    private static List<PostedField> ComposeName(
        List<PostedField> rest, HashSet<string> sent, Dictionary<string, string> values)
    {
        var first = rest.FindIndex(field => FieldName.Normalize(field.Name) == FieldName.FirstName);
        var last = rest.FindIndex(field => FieldName.Normalize(field.Name) == FieldName.LastName);
        if (values.ContainsKey("name") || (first < 0 && last < 0))
        {
            return rest;
        }

        int[] parts = [first, last];
        var name = string.Join(' ', parts.Where(i => i >= 0).Select(i => rest[i].Value).Where(v => v.Length > 0));
        sent.Add("name");
        if (name.Length > 0)
        {
            values["name"] = name;
        }

        return rest.Where((_, i) => !parts.Contains(i)).ToList();
    }

    private static List<PostedField> Join(List<PostedField> fields) =>
        fields.GroupBy(field => field.Name, StringComparer.Ordinal)
            .Select(group => new PostedField(group.Key, string.Join(", ", group.Select(field => field.Value))))
            .ToList();
}
