using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;
using BlueSky.Infra.Tests.Checks;

namespace BlueSky.Infra.Tests;

/// <summary>Mistakes as one makes them, in the text of a file.</summary>
public sealed class MistakeTests
{
    private static readonly FunctionApp App = FunctionApp.Read();

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("budget.bicep", "param amount int", "param amount int =", "budget.bicep, line ")]
    [InlineData("budget.bicep", "amount: amount", "amount: amont", "nothing is called amont")]
    [InlineData("budget.bicep", "warning => warning.name", "warning => warming.name", "nothing is called warming")]
    [InlineData("budget.bicep", "param email string", "param email string\nparam phone string", "phone is not used")]
    [InlineData("budget.bicep", "param email string", "param email string\nparam phone string",
        "budget is not given phone")]
    [InlineData("main.bicep", "email: alertEmail", "mail: alertEmail", "alerts has no parameter mail")]
    [InlineData("main.bicep", "storage.outputs.name", "storage.outputs.nam", "there is no storage.outputs.nam")]
    [InlineData("identity.bicep", "storageAccounts@2024-01-01", "storageAccounts@2023-05-01",
        "Microsoft.Storage/storageAccounts is used in more than one version")]
    [InlineData("identity.bicep", "4633458b-17de-408a-b874-0445c86b69e6", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
        "infra lacks the role Key Vault Secrets User on Microsoft.KeyVault/vaults")]
    [InlineData("identity.bicep", "scope: vault", "scope: resourceGroup()",
        "nothing needs the role Key Vault Secrets User on the whole resource group")]
    [InlineData("main.bicep", "identityId: identity.outputs.id", "identityId: environmentName",
        "the app does not wait for the roles of identity")]
    [InlineData("storage.bicep", "allowSharedKeyAccess: false", "allowSharedKeyAccess: true",
        "Microsoft.Storage/storageAccounts: properties.allowSharedKeyAccess must be false")]
    [InlineData("storage.bicep", "string = account.name", "string = account.listKeys().keys[0].value",
        ": connects by a key")]
    [InlineData("settings.bicep", "AzureWebJobsStorage__accountName: storageName",
        "AzureWebJobsStorage: 'AccountName=a;AccountKey=b'", "infra must not set AzureWebJobsStorage")]
    [InlineData("settings.bicep", "fromVault(vaultUri, 'signing-keys')", "settings.mail.from",
        "Secrets:Keys is a secret, and not taken from the vault")]
    [InlineData("settings.bicep", "contains(held, 'webflow-key') ? fromVault(vaultUri, 'webflow-key') : ''",
        "fromVault(vaultUri, 'webflow-key')", "Webflow:Key may be left out, and is referred to all the same")]
    [InlineData("settings.bicep", "contains(held, 'webflow-key')", "contains(held, 'webflow-signing-secret')",
        "Webflow:Key may be left out, and is referred to all the same")]
    [InlineData("settings.bicep", "'address-key'", "'adress-key'", "the vault has no adress-key")]
    [InlineData("main.bicep", "param addressKey string = ''", "param addressKey string = 'AQEB'",
        "main.bicep: the secure parameter addressKey has a value")]
    [InlineData("main.bicep", "output AZURE_KEY_VAULT_NAME string = vault.outputs.name",
        "output AZURE_KEY_VAULT_NAME string = addressKey",
        "main.bicep: the output AZURE_KEY_VAULT_NAME tells the secure parameter addressKey")]
    [InlineData("app.bicep", "ftpsState: 'Disabled'", "cors: { allowedOrigins: ['*'] }",
        "platform CORS must stay unset")]
    public async Task A_mistake_is_found(string file, string right, string wrong, string finding) =>
        Assert.Contains(
            InfrastructureTests.Findings(await WithAsync(file, right, wrong), App),
            found => found.Contains(finding, StringComparison.Ordinal));

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("is parked; the reason", "waits; the reason")]
    [InlineData("\"consultation\"", "\"consultations\"")]
    [InlineData("| where toint(resultCode) >= 100", "")]
    [InlineData("window: 'P2D'", "window: 'P3D'")]
    [InlineData("every: 'PT6H'", "every: 'P2D'")]
    public async Task An_alert_that_does_not_ring_as_it_should_is_found(string right, string wrong) =>
        Assert.Single(AlertsCheck.Findings(await WithAsync("alerts.bicep", right, wrong), App).Distinct());

    internal static async Task<Infrastructure> WithAsync(string file, string right, string wrong)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Infrastructure.Folder, file));
        Assert.Contains(right, text, StringComparison.Ordinal);

        var folder = Directory.CreateTempSubdirectory("bluesky-infra-");
        try
        {
            var changed = Path.Combine(folder.FullName, file);
            await File.WriteAllTextAsync(changed, text.Replace(right, wrong, StringComparison.Ordinal));
            var (infra, parsed) = (await Infrastructure.ReadAsync(), await Infrastructure.ParseAsync(changed));
            return new Infrastructure(new Dictionary<string, BicepNode>(infra.Files) { [file] = parsed.Files[file] });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
