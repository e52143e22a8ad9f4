using Azure.Identity;
using BlueSky.Functions;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlueSky.Tool;

/// <summary>The app as it is composed everywhere, of which only what touches the tables is used.</summary>
internal static class ToolServices
{
    /// <summary>A query over a whole table may take the service 5 s for each page.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <remarks>
    /// The settings that only a running app needs may be missing: who puts a mail back needs no key of SendGrid.
    /// </remarks>
    /// <exception cref="OptionsValidationException">A sentence for each setting that is missing or wrong.</exception>
    public static ServiceProvider Compose(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration, forms: []);
        var storage = StorageSettings.Read(reader);
        var secrets = SecretSettings.Read(reader);
        return reader.Problems.Count > 0
            ? throw new OptionsValidationException(nameof(AllSettings), typeof(AllSettings), reader.Problems)
            : new ServiceCollection()
                .AddLogging()
                .AddBlueSky(configuration)
                .AddSingleton(storage)
                .AddSingleton(secrets)
                .AddSingleton(StorageClients.CreateTables(storage, Timeout, SignIn(storage)))
                .AddSingleton(StorageClients.CreateQueues(storage, Timeout, SignIn(storage)))
                .BuildServiceProvider();
    }

    /// <summary>Who has signed in with one of Azure's command lines; else the machine's own identity.</summary>
    private static ChainedTokenCredential SignIn(StorageSettings storage) => new(
        new AzureCliCredential(), new AzureDeveloperCliCredential(), ManagedIdentity.Of(storage.ClientId));
}
