using Microsoft.Extensions.Options;

namespace BlueSky.Functions.Settings;

/// <summary>Has the host check the settings before anything starts.</summary>
internal sealed class SettingsValidation(Lazy<BlueSkySettings> settings) : IStartupValidator
{
    public void Validate() => _ = settings.Value;
}
