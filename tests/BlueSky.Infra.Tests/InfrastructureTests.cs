using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;
using BlueSky.Infra.Tests.Checks;

namespace BlueSky.Infra.Tests;

/// <summary>infra/ as the Bicep compiler understands it, held against the app. No Azure is asked.</summary>
public sealed class InfrastructureTests
{
    private static readonly FunctionApp App = FunctionApp.Read();

    [BicepFact]
    public async Task The_compiler_and_its_linter_say_nothing() =>
        AssertNone((await Infrastructure.ReadAsync()).Diagnostics);

    [BicepFact]
    public async Task Linting_as_the_workflow_does_prints_nothing() =>
        Assert.Equal((0, "", ""), await BicepCompiler.RunAsync(["lint", "main.bicep"]));

    [BicepFact]
    public async Task Every_file_is_a_part_of_the_deployment() => Assert.Equal(
        Directory.GetFiles(Infrastructure.Folder, "*.bicep*").Select(Path.GetFileName)
            .Append("bicepconfig.json").Order(StringComparer.Ordinal),
        (await Infrastructure.ReferencedFilesAsync()).Order(StringComparer.Ordinal));

    [BicepFact]
    public async Task It_is_what_the_app_needs() =>
        AssertNone(Findings(await Infrastructure.ReadAsync(), App));

    [Fact]
    public void The_app_is_read_completely()
    {
        Assert.Equal(AppSettings.AskedForAtStart(), App.Settings.Select(setting => setting.Name));
        Assert.Contains("Submissions", App.Tables);
        Assert.Contains("submissions", App.Queues);
        Assert.Contains("subscribe", App.Functions);
    }

    [BicepFact]
    public async Task A_setting_that_infra_forgets_is_found()
    {
        var infra = await Infrastructure.ReadAsync();
        var settings = InfraSetting.In(infra);

        Assert.True(settings.Count > 30);
        Assert.All(settings, setting => Assert.Contains(
            Findings(infra.With(setting.Key, $"Not{setting.Key}"), App),
            finding => finding.StartsWith($"infra does not set {setting.Name}", StringComparison.Ordinal)));
    }

    [BicepFact]
    public async Task A_setting_that_the_app_forgets_is_found()
    {
        var infra = await Infrastructure.ReadAsync();
        var settings = App.Settings.Where(setting => !SettingsCheck.LeftUnset.ContainsKey(setting.Name)).ToList();

        Assert.True(settings.Count > 30);
        Assert.All(settings, setting => Assert.Contains(
            $"the app does not know {setting.Name}",
            Findings(infra, App with { Settings = App.Settings.Except([setting]).ToList() })));
    }

    [BicepFact]
    public async Task A_table_or_queue_that_infra_forgets_is_found()
    {
        var infra = await Infrastructure.ReadAsync();
        var places = StorageCheck.Tables(infra).Concat(StorageCheck.Queues(infra)).ToList();

        Assert.Equal(App.Tables.Count + App.Queues.Count, places.Count);
        Assert.All(places, place => Assert.Contains(
            Findings(infra.Without(place), App),
            finding => finding.EndsWith($" {place.Name}", StringComparison.Ordinal)));
    }

    [BicepFact]
    public async Task A_table_or_queue_that_the_app_forgets_is_found()
    {
        var infra = await Infrastructure.ReadAsync();

        Assert.All(App.Tables, table => Assert.Equal(
            [$"the app does not use the table {table}"],
            Findings(infra, App with { Tables = App.Tables.Except([table]).ToList() })));
        Assert.All(App.Queues, queue => Assert.Equal(
            [$"the app does not use the queue {queue}"],
            Findings(infra, App with { Queues = App.Queues.Except([queue]).ToList() })));
    }

    [BicepFact]
    public async Task A_role_that_infra_forgets_is_found()
    {
        var infra = await Infrastructure.ReadAsync();
        var roles = RolesCheck.Assigned(infra).ToList();

        Assert.True(roles.Count > 4);
        Assert.All(roles, role => Assert.Equal(
            [$"infra lacks the role {role.Role}"], Findings(infra.Without(role.Resource), App)));
    }

    [BicepFact]
    public async Task A_role_that_the_app_no_longer_needs_is_found()
    {
        var infra = await Infrastructure.ReadAsync();

        Assert.Contains(
            Findings(infra, App with { Tables = [] }),
            finding => finding.StartsWith(
                "nothing needs the role BlueSky.Functions table rows on Microsoft.Storage/storageAccounts/",
                StringComparison.Ordinal));
        Assert.Contains(
            Findings(infra, App with { Queues = [] }),
            finding => finding.StartsWith(
                "nothing needs the role Storage Queue Data Contributor on Microsoft.Storage/storageAccounts/",
                StringComparison.Ordinal));
    }

    [BicepFact]
    public async Task A_secret_that_the_vault_forgets_is_found()
    {
        var infra = await Infrastructure.ReadAsync();
        var secrets = SecretsCheck.InVault(infra).ToList();

        Assert.Equal(
            [
                "sendgrid-api-key", "signing-keys", "address-key", "webflow-signing-secret", "webflow-key",
                "altcha-hmac-key", "turnstile-secret-key", "otlp-headers",
            ],
            secrets.Select(secret => secret.Name));
        Assert.All(secrets, secret => Assert.Equal(
            [$"the vault has no {secret.Name}"], Findings(infra.Without(secret), App)));
    }

    internal static IReadOnlyList<string> Findings(Infrastructure infra, FunctionApp app) =>
    [
        .. infra.Diagnostics,
        .. infra.IsCompiled ? Checked(infra, app) : [],
    ];

    // All of them, whole: an assertion on a collection shows the beginnings of the first.
    internal static void AssertNone(IEnumerable<string> findings) =>
        Assert.True(!findings.Any(), string.Join('\n', findings));

    private static IEnumerable<string> Checked(Infrastructure infra, FunctionApp app) =>
    [
        .. PropertiesCheck.Findings(infra),
        .. SettingsCheck.Findings(infra, app),
        .. StorageCheck.Findings(infra, app),
        .. RolesCheck.Findings(infra, app),
        .. BackupCheck.Findings(infra),
        .. SecretsCheck.Findings(infra, app),
        .. AlertsCheck.Findings(AlertsCheck.In(infra), app),
    ];
}
