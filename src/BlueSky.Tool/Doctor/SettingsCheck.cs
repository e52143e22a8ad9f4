using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;

namespace BlueSky.Tool.Doctor;

/// <summary>The settings, by the app's own readers, and what these let pass although it does not work.</summary>
internal static class SettingsCheck
{
    public static IReadOnlyList<Finding> Run(CheckedSettings settings, SettingWording wording)
    {
        var wrong = settings.Problems.Concat(Unworkable(settings)).Select(wording.Of).ToList();
        return wrong.Count > 0 ? wrong : [Finding.Ok("settings: the app starts with them")];
    }

    private static IEnumerable<SettingProblem> Unworkable(CheckedSettings settings)
    {
        const string apiKey = "SendGrid:ApiKey";
        const string postalAddress = "Clinic:PostalAddress";
        if (settings.AreRight(apiKey)
            && !settings.Get<SendGridSettings>().ApiKey.StartsWith("SG.", StringComparison.Ordinal))
        {
            yield return new SettingProblem(apiKey, "must begin with SG");
        }

        if (settings.AreRight(postalAddress) && !settings.Get<ClinicSettings>().HasPostalAddress)
        {
            yield return new SettingProblem(
                postalAddress, "is the sample's placeholder: email to subscribers is parked until it is a real one");
        }
    }
}
