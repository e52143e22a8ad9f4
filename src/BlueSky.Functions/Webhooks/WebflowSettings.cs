using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Webhooks;

/// <param name="SigningSecret">Signs hooks that were created by the API; null for none.</param>
/// <param name="Key">The key in the URL of hooks that were created in the dashboard; null for none.</param>
/// <param name="Tolerance">How far a signature's timestamp may be from now.</param>
/// <param name="Forms">
/// Maps the name of a form in Webflow, normalized by <see cref="FieldName"/>, to a form here.
/// </param>
internal sealed record WebflowSettings(
    string? SigningSecret, string? Key, TimeSpan Tolerance, IReadOnlyDictionary<string, string> Forms)
    : ISettings<WebflowSettings>
{
    private const string KeyName = "Webflow:Key";
    private const string FormsName = "Webflow:Forms";

    /// <summary>In characters.</summary>
    private const int MinKeyLength = 8;

    public static WebflowSettings Read(SettingsReader reader) => new(
        reader.Optional("Webflow:SigningSecret"),
        ReadKey(reader),
        // Webflow retries up to three times, every ten minutes, perhaps with the first timestamp.
        reader.Duration("Webflow:Tolerance", TimeSpan.FromMinutes(35)),
        ReadForms(reader));

    private static string? ReadKey(SettingsReader reader)
    {
        var key = reader.Optional(KeyName);
        if (key is { Length: < MinKeyLength })
        {
            reader.Report(KeyName, $"must have at least {MinKeyLength} characters");
        }

        return key;
    }

    private static Dictionary<string, string> ReadForms(SettingsReader reader)
    {
        if (reader.Optional(FormsName) is not null)
        {
            reader.Report(FormsName, $"needs the form's name in Webflow after a colon, as in {FormsName}:ContactUs");
        }

        var forms = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in reader.ChildKeys(FormsName))
        {
            var form = reader.Optional(setting);
            if (form is null || !reader.Forms.Contains(form))
            {
                reader.Report(setting, $"must be one of {string.Join(", ", reader.Forms)}");
            }
            else if (forms.GetValueOrDefault(NameIn(setting), form) != form)
            {
                reader.Report(setting, "maps a form of Webflow that another setting maps to a different form");
            }
            else
            {
                forms[NameIn(setting)] = form;
            }
        }

        return forms;
    }

    private static string NameIn(string setting) => FieldName.Normalize(setting[(FormsName.Length + 1)..]);
}
