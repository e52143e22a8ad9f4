using System.Text.Json.Nodes;
using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;
using BlueSky.Infra.Tests.Checks;

namespace BlueSky.Infra.Tests;

/// <summary>No Bicep compiler and no Azure is at hand here: this is what can be known without them.</summary>
public sealed class InfrastructureTests
{
    private static readonly FunctionApp App = FunctionApp.Read();
    private static readonly JsonNode Parameters = JsonNode.Parse(
        File.ReadAllText(Path.Combine(Infrastructure.Folder, "main.parameters.json")))!;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task It_is_what_the_app_needs() =>
        Assert.Empty(Findings(await Infrastructure.ReadAsync(), App));

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Its_alerts_look_for_what_the_app_says() =>
        Assert.Empty(AlertsCheck.Findings(await Infrastructure.ReadAsync(), App));

    [Fact]
    public void The_app_is_read_completely()
    {
        Assert.Equal(AppSettings.AskedForAtStart(), App.Settings.Select(setting => setting.Name));
        Assert.Contains("Submissions", App.Tables);
        Assert.Contains("submissions", App.Queues);
        Assert.Contains("subscribe", App.Functions);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_setting_that_infra_forgets_is_found()
    {
        var infra = await Infrastructure.ReadAsync();
        var settings = SettingsCheck.Set(infra).ToList();

        Assert.True(settings.Count > 30);
        Assert.All(settings, setting => Assert.Contains(
            Findings(infra.Without(setting), App), finding => finding.Contains(SettingsCheck.NameOf(setting))));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_setting_that_the_app_forgets_is_found()
    {
        var infra = await Infrastructure.ReadAsync();
        var settings = App.Settings.Where(setting => !SettingsCheck.LeftUnset.ContainsKey(setting.Name)).ToList();

        Assert.True(settings.Count > 30);
        Assert.All(settings, setting => Assert.Contains(
            $"the app does not know {setting.Name}",
            Findings(infra, App with { Settings = App.Settings.Except([setting]).ToList() })));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_table_or_queue_that_infra_forgets_is_found()
    {
        var infra = await Infrastructure.ReadAsync();
        var places = StorageCheck.Tables(infra).Concat(StorageCheck.Queues(infra)).ToList();

        Assert.Equal(App.Tables.Count + App.Queues.Count, places.Count);
        Assert.All(places, place => Assert.Contains(
            Findings(infra.Without(place.Node), App),
            finding => finding.EndsWith($" {place.Value}", StringComparison.Ordinal)));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
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

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_role_that_infra_forgets_is_found()
    {
        var infra = await Infrastructure.ReadAsync();
        var roles = RolesCheck.Assigned(infra).ToList();

        Assert.Equal(5, roles.Count);
        Assert.All(roles, role => Assert.Contains(
            $"infra lacks the role {role.Role}", Findings(infra.Without(role.Node), App)));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_role_that_the_app_no_longer_needs_is_found()
    {
        var infra = await Infrastructure.ReadAsync();

        Assert.Contains(
            "nothing needs the role Storage Table Data Contributor on Microsoft.Storage/storageAccounts",
            Findings(infra, App with { Tables = [] }));
        Assert.Contains(
            "nothing needs the role Storage Queue Data Contributor on Microsoft.Storage/storageAccounts",
            Findings(infra, App with { Queues = [] }));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_secret_that_the_vault_forgets_is_found()
    {
        var infra = await Infrastructure.ReadAsync();
        var secrets = SecretsCheck.InVault(infra).ToList();

        Assert.Equal(
            [
                "sendgrid-api-key", "signing-keys", "address-key", "webflow-signing-secret", "webflow-key",
                "altcha-hmac-key", "turnstile-secret-key", "otlp-headers",
            ],
            secrets.Select(secret => secret.Value));
        Assert.All(secrets, secret => Assert.Contains(
            $"the vault has no {secret.Value}", Findings(infra.Without(secret.Node), App)));
    }

    internal static IReadOnlyList<string> Findings(Infrastructure infra, FunctionApp app) =>
    [
        .. WiringCheck.Findings(infra),
        .. SettingsCheck.Findings(infra, app),
        .. StorageCheck.Findings(infra, app),
        .. RolesCheck.Findings(infra, app),
        .. SecretsCheck.Findings(infra, app, Parameters),
    ];
}
