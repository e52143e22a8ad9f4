namespace BlueSky.Functions.Forms;

/// <summary>
/// A visitor's entry in a form: known fields by name, all others as sent, and the control fields.
/// </summary>
internal sealed class FormEntry
{
    private readonly HashSet<string> sent;
    private readonly Dictionary<string, string> values;

    private FormEntry(
        Form form, HashSet<string> sent, Dictionary<string, string> values, IReadOnlyList<PostedField> others,
        ControlFields control, PostedForm posted)
    {
        this.sent = sent;
        this.values = values;
        Known = [.. form.Fields.Where(field => values.ContainsKey(field.Name))
            .Select(field => new PostedField(field.Name, values[field.Name]))];
        Others = others;
        Control = control;
        FileField = posted.FileField;
        HasTooManyValues = posted.HasTooManyValues;
    }

    /// <summary>The fields of the form that have a value, with its names and in its order.</summary>
    public IReadOnlyList<PostedField> Known { get; }

    /// <summary>Fields that the form does not define, in order; repeated names joined with ", ".</summary>
    public IReadOnlyList<PostedField> Others { get; }

    public ControlFields Control { get; }

    /// <summary>The field that a file was attached to; files are not accepted.</summary>
    public string? FileField { get; }

    /// <summary>The post held more values than the limit.</summary>
    public bool HasTooManyValues { get; }

    /// <summary>True when the post held only control fields.</summary>
    public bool IsEmpty => sent.Count == 0 && Others.Count == 0 && FileField is null;

    /// <summary>The value of a known field, without surrounding white space; null when absent or empty.</summary>
    public string? this[string field] => values.GetValueOrDefault(field);

    /// <summary>True when the field was in the post, with or without a value.</summary>
    public bool WasSent(string field) => sent.Contains(field);

    /// <param name="idempotencyKey">From the header; takes precedence over the field <c>_id</c>.</param>
    public static FormEntry From(Form form, PostedForm posted, string? idempotencyKey = null)
    {
        var cleaned = posted.Fields.Select(field => new PostedField(
            PostedText.CleanLine(field.Name), PostedText.Clean(field.Value))).ToList();
        var known = form.Fields.ToDictionary(field => FieldName.Normalize(field.Name));
        var sent = new HashSet<string>();
        var values = new Dictionary<string, string>();
        var rest = new List<PostedField>();

        foreach (var field in cleaned.Where(field => field.Name.Length > 0 && !ControlFields.IsControl(field.Name)))
        {
            if (!known.TryGetValue(FieldName.Normalize(field.Name), out var knownField))
            {
                rest.Add(field);
                continue;
            }

            sent.Add(knownField.Name);
            if (field.Value.Length > 0 && !values.TryAdd(knownField.Name, ValueOf(knownField, field.Value)))
            {
                rest.Add(field);
            }
        }

        if (known.ContainsKey("name"))
        {
            rest = ComposeName(rest, sent, values);
        }

        var control = ControlFields.From(cleaned);
        return new FormEntry(
            form,
            sent,
            values,
            Join(rest),
            control with { IdempotencyKey = idempotencyKey ?? control.IdempotencyKey },
            posted);
    }

    // A valid address is stored folded; an invalid one is kept as typed, to be shown to the visitor.
    private static string ValueOf(FormField field, string value) => field.Kind switch
    {
        FieldKind.LongText => value,
        FieldKind.Email when EmailAddress.Fold(value) is var folded && EmailAddress.TryParse(folded) is not null =>
            folded,
        _ => PostedText.CleanLine(value),
    };

    // "First name" and "last name" make the name, unless a full name was sent.
    private static List<PostedField> ComposeName(
        List<PostedField> rest, HashSet<string> sent, Dictionary<string, string> values)
    {
        var parts = rest.ToLookup(field => FieldName.Normalize(field.Name) switch
        {
            FieldName.FirstName => FieldName.FirstName,
            FieldName.LastName => FieldName.LastName,
            _ => "",
        });
        if (values.ContainsKey("name") || parts[""].Count() == rest.Count)
        {
            return rest;
        }

        var first = parts[FieldName.FirstName].Where(field => field.Value.Length > 0).ToList();
        var last = parts[FieldName.LastName].Where(field => field.Value.Length > 0).ToList();
        sent.Add("name");
        if (first.Count + last.Count > 0)
        {
            values["name"] = string.Join(' ', first.Take(1).Concat(last.Take(1)).Select(field => field.Value));
        }

        return [.. parts[""], .. first.Skip(1), .. last.Skip(1)];
    }

    /// <summary>One field for each name; values of repeated names are joined with ", ".</summary>
    public static IReadOnlyList<PostedField> Join(IEnumerable<PostedField> fields) =>
        fields.GroupBy(field => field.Name, StringComparer.Ordinal)
            .Select(group => new PostedField(group.Key, string.Join(", ", group.Select(field => field.Value))))
            .ToList();
}
