using Microsoft.Extensions.Configuration;

namespace BlueSky.Tool.Doctor;

/// <summary>
/// The app's settings as a deployment will have them: from the variables of azd's environment, and from infra/ where
/// that sets them.
/// </summary>
internal sealed class AzdConfiguration(AzdEnvironment azd) : ConfigurationProvider, IConfigurationSource
{
    /// <summary>Stands for secrets that azd's environment does not hold. The readers accept it.</summary>
    public const string UnknownApiKey = "SG.not-known-here";

    /// <inheritdoc cref="UnknownApiKey"/>
    public static readonly string UnknownKey = Convert.ToBase64String(new byte[32]);

    /// <inheritdoc cref="UnknownApiKey"/>
    public const string UnknownAccount = "notknownhere";

    /// <summary>Stands for the app's address before it has one.</summary>
    public static readonly Uri UnknownAddress = new("https://not-known-here.invalid/");

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override bool TryGet(string key, out string? value)
    {
        value = key switch
        {
            "AzureWebJobsStorage:accountName" => Or(azd["AZURE_STORAGE_ACCOUNT_NAME"], UnknownAccount),
            "Backup:AccountName" => Or(azd["AZURE_BACKUP_ACCOUNT_NAME"], null),
            "Backup:ConnectionString" or "Backup:ClientId" => null,
            // What infra/ or the platform sets, whatever this machine's variables are.
            "WEBSITE_SITE_NAME" => Or(azd["SERVICE_API_NAME"], "app"),
            "WEBSITE_AUTH_ENABLED" or "APPLICATIONINSIGHTS_CONNECTION_STRING"
                or "APPLICATIONINSIGHTS_AUTHENTICATION_STRING" => null,
            _ when key.StartsWith("AzureWebJobsStorage", StringComparison.Ordinal) => null,
            "Site:BaseUrl" => Or(FromVariable(key), Or(azd["SERVICE_API_URI"], UnknownAddress.AbsoluteUri)),
            // The vault keeps what it has. What is missing before there is a vault is the secrets' check's to say.
            "SendGrid:ApiKey" => Or(FromVariable(key), UnknownApiKey),
            "Secrets:Keys" => Or(FromVariable(key), $"unknown:{UnknownKey}"),
            "Secrets:AddressKey" => Or(FromVariable(key), UnknownKey),
            _ => Or(FromVariable(key), null),
        };
        return value is not null;
    }

    private string FromVariable(string setting) => azd[AzdVariable.Of(setting)];

    private static string? Or(string value, string? fallback) => value.Length > 0 ? value : fallback;
}
