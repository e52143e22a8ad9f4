using BlueSky.Functions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Benchmarks;

/// <summary>The app in this process, on a storage that is given.</summary>
internal static class ComposedApp
{
    public const string AddressKey = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    /// <param name="backup">The account of the backups; null for none.</param>
    public static ServiceProvider On(StorageAddress storage, string? backup = null) => new ServiceCollection()
        .AddLogging()
        .AddBlueSky(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage.ConnectionString,
            ["Backup:ConnectionString"] = backup,
            ["SendGrid:ApiKey"] = "SG.unused",
            ["Mail:From"] = TestSettings.From,
            ["Mail:FromName"] = "Clinic",
            ["Mail:Staff"] = TestSettings.FirstStaff,
            ["Site:BaseUrl"] = TestSettings.Backend,
            ["Site:ThankYouUrl"] = TestSettings.ThankYou,
            ["Clinic:Name"] = "Clinic",
            ["Clinic:Phone"] = "505-555-0100",
            ["Clinic:PostalAddress"] = TestSettings.PostalAddress,
            ["Clinic:TimeZone"] = "America/Denver",
            ["Secrets:Keys"] = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            ["Secrets:AddressKey"] = AddressKey,
        }).Build())
        .BuildServiceProvider();
}
