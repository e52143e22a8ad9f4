using BlueSky.Functions.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlueSky.Functions.Tests.Settings;

internal static class SettingsSamples
{
    public const string Key1 = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    public const string Key2 = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
    public const string Short = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ==";

    /// <summary>What a deployment must set, and nothing else.</summary>
    public static IReadOnlyDictionary<string, string?> Minimal { get; } = new Dictionary<string, string?>
    {
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["SendGrid:ApiKey"] = "SG.key",
        ["Mail:From"] = "forms@example.org",
        ["Mail:FromName"] = "Blue Sky",
        ["Mail:Staff"] = "staff@example.org",
        ["Site:BaseUrl"] = "https://forms.example.org",
        ["Clinic:Name"] = "Blue Sky",
        ["Clinic:Phone"] = "505-336-0217",
        ["Clinic:PostalAddress"] = "1 Main Street",
        ["Clinic:TimeZone"] = "America/Denver",
        ["Secrets:Keys"] = $"k1:{Key1}",
        ["Secrets:AddressKey"] = Key2,
    };

    /// <summary>The minimal settings with some replaced, or, where null, left out.</summary>
    public static AllSettings With(params (string Name, string? Value)[] changes)
    {
        var values = new Dictionary<string, string?>(Minimal);
        foreach (var (name, value) in changes)
        {
            values[name] = value;
        }

        return Read(values.Where(setting => setting.Value is not null));
    }

    /// <summary>The sentences that start-up stops with.</summary>
    public static IEnumerable<string> ProblemsWith(params (string Name, string? Value)[] changes) =>
        Assert.Throws<OptionsValidationException>(() => With(changes)).Failures;

    public static AllSettings Read(IEnumerable<KeyValuePair<string, string?>> values)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var settings = new ServiceCollection().AddLogging().AddBlueSky(configuration).BuildServiceProvider()
            .GetRequiredService<AllSettings>();
        settings.Validate();
        return settings;
    }
}
