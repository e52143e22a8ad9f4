namespace BlueSky.Functions.Forms;

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
