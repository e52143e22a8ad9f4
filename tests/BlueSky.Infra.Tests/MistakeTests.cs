using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;
using BlueSky.Infra.Tests.Checks;

namespace BlueSky.Infra.Tests;

/// <summary>Mistakes as one makes them, in the text of a file: the compiler finds them, or a check does.</summary>
public sealed class MistakeTests
{
    private static readonly FunctionApp App = FunctionApp.Read();

    [BicepTheory]
    [InlineData("budget.bicep", "amount: amount", "amount: amont", "Error BCP057")]
    [InlineData("budget.bicep", "param email string", "param email string\nparam phone string",
        "no-unused-params: Parameter \"phone\" is declared but never used")]
    [InlineData("main.bicep", "email: alertEmail", "mail: alertEmail", "Error BCP035")]
    [InlineData("main.bicep", "storage.outputs.name", "storage.outputs.nam", "Error BCP083")]
    [InlineData("main.bicep", "param addressKey string = ''", "param addressKey string = 'AQEB'",
        "Error secure-parameter-default")]
    [InlineData("main.bicep", "output AZURE_KEY_VAULT_NAME string = vault.outputs.name",
        "output AZURE_KEY_VAULT_NAME string = addressKey", "Error outputs-should-not-contain-secrets")]
    [InlineData("storage.bicep", "string = account.name", "string = account.listKeys().keys[0].value",
        "Error outputs-should-not-contain-secrets")]
    [InlineData("storage.bicep", "allowBlobPublicAccess: false", "allowBlobPublicAcces: false",
        "Warning BCP089: The property \"allowBlobPublicAcces\" is not allowed")]
    [InlineData("storage.bicep", "storageAccounts@2024-01-01", "storageAccounts@2024-01-02", "Warning BCP081")]
    [InlineData("settings.bicep", "from: string", "form: string", "Error BCP035")]
    [InlineData("main.bicepparam", "alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')", "alertEmail = 25",
        "Error BCP033")]
    public Task A_mistake_is_found_by_the_compiler(string file, string right, string wrong, string finding) =>
        AssertFoundAsync(file, right, wrong, finding);

    [BicepTheory]
    [InlineData("main.bicepparam", "from: readEnvironmentVariable('MAIL_FROM'",
        "from: readEnvironmentVariable('MAIL_STAFF'", "Mail:From does not come from MAIL_FROM, but from MAIL_STAFF")]
    [InlineData("settings.bicep", "Mail__Staff: settings.mail.staff", "Mail__Staff: settings.mail.from",
        "Mail:Staff does not come from MAIL_STAFF, but from MAIL_FROM")]
    [InlineData("settings.bicep", "Mail__Staff: settings.mail.staff", "", "infra does not set Mail:Staff")]
    [InlineData("settings.bicep", "AzureWebJobsStorage__accountName: storageName",
        "AzureWebJobsStorage: 'AccountName=${storageName};AccountKey=b'", "infra must not set AzureWebJobsStorage")]
    [InlineData("settings.bicep", "AzureWebJobsStorage__accountName: storageName",
        "AzureWebJobsStorage: 'AccountName=${storageName};AccountKey=b'", "connects by a key: ")]
    [InlineData("settings.bicep", "fromVault(vaultUri, 'signing-keys')", "settings.mail.from",
        "Secrets:Keys is a secret, and not taken from the vault")]
    [InlineData("settings.bicep", "contains(held, 'webflow-key') ? fromVault(vaultUri, 'webflow-key') : ''",
        "fromVault(vaultUri, 'webflow-key')", "Webflow:Key may be left out, and is referred to all the same")]
    [InlineData("settings.bicep", "contains(held, 'webflow-key')", "contains(held, 'webflowkey')",
        "Webflow:Key is a secret, and not taken from the vault")]
    [InlineData("settings.bicep", "'address-key'", "'adress-key'", "the vault has no adress-key")]
    [InlineData("vault.bicep", "  'signing-keys'\n", "", "the vault has no signing-keys")]
    [InlineData("storage.bicep", "  'Mails'\n", "", "infra lacks the table Mails")]
    [InlineData("storage.bicep", "  'submissions-poison'\n", "", "infra lacks the queue submissions-poison")]
    [InlineData("roles.bicep", "roleDefinitionId: tableRows.id", "roleDefinitionId: exportWriter.id",
        "infra lacks the role BlueSky.Functions table rows on Microsoft.Storage/storageAccounts/st")]
    [InlineData("roles.bicep", "tables/entities/update/action'", "tables/delete'",
        "the role BlueSky.Functions table rows permits Microsoft.Storage/storageAccounts/tableServices/tables/delete")]
    [InlineData("roles.bicep", "blobs/add/action'", "blobs/delete'",
        "the role BlueSky.Functions export writer permits ")]
    [InlineData("roles.bicep", "scope: backup", "scope: storage",
        "infra lacks the role BlueSky.Functions export writer on Microsoft.Storage/storageAccounts/bk")]
    [InlineData("roles.bicep", "4633458b-17de-408a-b874-0445c86b69e6", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
        "infra lacks the role Key Vault Secrets User on Microsoft.KeyVault/vaults/kv-")]
    [InlineData("roles.bicep", "scope: vault", "scope: resourceGroup()",
        "nothing needs the role Key Vault Secrets User on the whole resource group")]
    [InlineData("roles.bicep", "vaults@2023-07-01", "vaults@2024-11-01",
        "Microsoft.KeyVault/vaults is used in more than one version")]
    [InlineData("main.bicep", "dependsOn: [roles]", "dependsOn: [accessLogs]",
        "the app does not wait for the roles of roles")]
    [InlineData("backup.bicep", "isVersioningEnabled: true", "isVersioningEnabled: false", "exports have no versions")]
    [InlineData("backup.bicep", "'immutabilityPolicies' = {",
        "'immutabilityPolicies' = if (protectedDays == 0) {", "exports can be changed")]
    [InlineData("backup.bicep", "deletedAfterDays = 32", "deletedAfterDays = 33",
        "exports and their versions are not gone after 35 days")]
    [InlineData("backup.bicep", "version: { delete: { daysAfterCreationGreaterThan: deletedAfterDays } }", "",
        "exports and their versions are not gone after 35 days")]
    [InlineData("backup.bicep", "deletedAfterDays = 32", "deletedAfterDays = 30",
        "exports are to be deleted while they are protected")]
    [InlineData("settings.bicep", "Backup__AccountName: backupName",
        "Backup__AccountName: empty(backupName) ? '' : storageName",
        "exports are in the account of the tables")]
    [InlineData("storage.bicep", "allowSharedKeyAccess: false", "allowSharedKeyAccess: true",
        ": properties.allowSharedKeyAccess must be false")]
    [InlineData("storage.bicep", "'containers' = { name: 'deployments' }",
        "'containers' = {\nname: 'deployments'\nproperties: { publicAccess: 'Blob' }\n}",
        "/deployments: properties.publicAccess must be None")]
    [InlineData("app.bicep", "ftpsState: 'Disabled'", "cors: { allowedOrigins: ['*'] }",
        "platform CORS must stay unset")]
    [InlineData("budget.bicep", "'Monthly'", "'Monthy'", ": properties.timeGrain must be Monthly or ")]
    [InlineData("alerts.bicep", "is parked; the reason is in its row\"'", "waits; the reason is in its row\"'",
        "looks for \"waits; the reason is in its row\", which the app never says")]
    public Task A_mistake_is_found_by_a_check(string file, string right, string wrong, string finding) =>
        AssertFoundAsync(file, right, wrong, finding);

    [BicepTheory]
    [InlineData("\"sweep\"", "\"swep\"")]
    [InlineData("\"consultation\"", "\"consultations\"")]
    [InlineData("| where toint(resultCode) >= 100", "")]
    [InlineData("P2D", "P3D")]
    [InlineData("PT6H", "P2D")]
    [InlineData("traces |", "trace |")]
    public async Task An_alert_that_does_not_ring_as_it_should_is_found(string right, string wrong)
    {
        var alerts = AlertsCheck.In(await Infrastructure.ReadAsync()).Select(alert => new Alert(
            alert.Name, Changed(alert.Query), Changed(alert.Window), Changed(alert.Every))).ToList();

        Assert.NotEmpty(AlertsCheck.Findings(alerts, App));

        string Changed(string text) => text.Replace(right, wrong, StringComparison.Ordinal);
    }

    [BicepFact]
    public async Task An_alert_that_is_removed_is_missed_by_the_runbook()
    {
        var infra = await ChangedAsync("alerts.bicep", AlertCritical, "");

        Assert.Contains("there is no alert critical", RunbookCheck.Findings(
            await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "runbook.md")),
            AlertsCheck.In(infra), App));
    }

    private const string AlertCritical =
        """
          {
            name: 'critical'
            description: 'A submission failed, a mail was given up, or notices do not reach staff.'
            severity: 1
            window: 'PT15M'
            every: 'PT5M'
            query: 'traces | where severityLevel == 4 and message !contains "is parked; the reason is in its row"'
            threshold: 0
          }

        """;

    private static async Task AssertFoundAsync(string file, string right, string wrong, string finding) =>
        Assert.Contains(
            InfrastructureTests.Findings(await ChangedAsync(file, right, wrong), App),
            found => found.Contains(finding, StringComparison.Ordinal));

    private static Task<Infrastructure> ChangedAsync(string file, string right, string wrong) =>
        Infrastructure.CompileAsync((name, text) =>
        {
            if (name != file)
            {
                return text;
            }

            Assert.Contains(right, text, StringComparison.Ordinal);
            return text.Replace(right, wrong, StringComparison.Ordinal);
        }, withLeast: file == "settings.bicep");
}
