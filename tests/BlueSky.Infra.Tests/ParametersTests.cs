using System.Text.Json.Nodes;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;
using BlueSky.Infra.Tests.Checks;

namespace BlueSky.Infra.Tests;

/// <summary>From azd's environment through main.parameters.json and settings.bicep to the app.</summary>
public sealed class ParametersTests
{
    private static readonly FunctionApp App = FunctionApp.Read();
    private static readonly JsonNode Parameters = JsonNode.Parse(
        File.ReadAllText(Path.Combine(Infrastructure.Folder, "main.parameters.json")))!["parameters"]!;

    [Fact]
    public async Task Every_parameter_has_its_place()
    {
        var infra = await Infrastructure.ReadAsync();

        Assert.Equal(
            infra.Files["main.bicep"].Declarations("parameter").Select(parameter => parameter.Name).Order(),
            Parameters.AsObject().Select(parameter => parameter.Key).Order());
    }

    [Fact]
    public async Task Every_setting_comes_from_the_variable_of_its_name()
    {
        var wired = await InfraSetting.ReadAsync();

        Assert.All(App.Settings.Where(setting => wired.ContainsKey(setting.Name)), setting =>
        {
            if (wired[setting.Name] is { Parameter: { } path })
            {
                var value = path.Aggregate(Parameters["settings"]!["value"], (node, name) => node?[name]);
                Assert.Equal($"${{{setting.Variable}}}", value?.GetValue<string>());
            }
        });
    }

    [Fact]
    public async Task Every_part_of_a_setting_is_in_its_type()
    {
        var type = (await Infrastructure.ReadAsync()).Files["settings.bicep"].Declarations("type").Single().Children[1];

        Assert.All((await InfraSetting.ReadAsync()).Values.Select(one => one.Parameter).OfType<IReadOnlyList<string>>(),
            path => Assert.NotNull(type.Find(path)));
        Assert.Equal(
            type.Properties.Select(section => section.Name),
            Parameters["settings"]!["value"]!.AsObject().Select(section => section.Key));
    }

    [Fact]
    public async Task Before_anything_is_made_the_required_variables_are_asked_for()
    {
        var sentences = await CheckSettingsAsync(new Dictionary<string, string>());

        Assert.All(
            App.Settings.Where(setting => setting.WhenMissing is not null && !setting.Name.Contains('*')
                && setting.Name is not ("AzureWebJobsStorage" or "Site:BaseUrl")),
            setting => Assert.Contains($"{setting.Variable} is missing", sentences, StringComparison.Ordinal));
        Assert.Contains("ALERT_EMAIL is missing", sentences, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Good_variables_pass_and_bad_secrets_are_named()
    {
        const string key = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
        var good = new Dictionary<string, string>
        {
            ["ALERT_EMAIL"] = "ops@clinic.example",
            ["BUDGET_START"] = "2026-11-01",
            ["SENDGRID_API_KEY"] = "SG.key",
            ["SECRETS_KEYS"] = $"k2:{key},k1:{key}",
            ["SECRETS_ADDRESS_KEY"] = key,
        };
        foreach (var setting in App.Settings.Where(one => one.WhenMissing is not null && !one.IsSecret))
        {
            good[setting.Variable] = "something";
        }

        Assert.Equal("", await CheckSettingsAsync(good));
        Assert.Equal(
            "SECRETS_ADDRESS_KEY must be base64, of at least 32 bytes.",
            await CheckSettingsAsync(new Dictionary<string, string>(good) { ["SECRETS_ADDRESS_KEY"] = "AQEB" }));
        Assert.StartsWith(
            "SECRETS_ADDRESS_KEY is set, but the vault has one",
            await CheckSettingsAsync(new Dictionary<string, string>(good) { ["AZURE_KEY_VAULT_NAME"] = "kv-1" }),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_may_be_left_out_is_given_if_and_only_if_it_is_named()
    {
        var wired = await InfraSetting.ReadAsync();
        var optional = App.Settings.Where(setting => setting.IsSecret && setting.WhenMissing is null)
            .Select(setting => (setting.Variable, Secret: wired[setting.Name].Secret!)).ToList();
        var named = new Dictionary<string, string>
        {
            ["VAULT_ALSO_HOLDS"] = string.Join(", ", optional.Select(one => one.Secret)),
        };

        Assert.True(optional.Count > 1);
        var sentences = await CheckSettingsAsync(named);
        Assert.All(optional, one => Assert.Contains(
            $"{one.Variable} is missing: VAULT_ALSO_HOLDS names {one.Secret}.", sentences, StringComparison.Ordinal));

        var given = optional.ToDictionary(one => one.Variable, _ => "something");
        sentences = await CheckSettingsAsync(given);
        Assert.All(optional, one => Assert.Contains(
            $"{one.Variable} is set, but VAULT_ALSO_HOLDS does not name {one.Secret}.", sentences,
            StringComparison.Ordinal));

        Assert.DoesNotContain(
            "VAULT_ALSO_HOLDS", await CheckSettingsAsync(new Dictionary<string, string>(given.Concat(named))),
            StringComparison.Ordinal);
        Assert.Contains(
            "VAULT_ALSO_HOLDS names webflowkey, which is none of",
            await CheckSettingsAsync(new Dictionary<string, string> { ["VAULT_ALSO_HOLDS"] = "webflowkey" }),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_is_named_and_that_the_vault_does_not_hold_is_refused_as_far_as_Azure_tells()
    {
        var named = new Dictionary<string, string>
        {
            ["VAULT_ALSO_HOLDS"] = "webflow-key,altcha-hmac-key,turnstile-secret-key",
            ["TURNSTILE_SECRET_KEY"] = "something",
            ["AZURE_KEY_VAULT_NAME"] = "kv-1",
            ["AZURE_RESOURCE_GROUP"] = "rg-1",
            ["AZURE_SUBSCRIPTION_ID"] = "sub-1",
        };
        const string vault = "https://management.azure.com/subscriptions/sub-1/resourceGroups/rg-1/providers/"
            + "Microsoft.KeyVault/vaults/kv-1";

        Assert.Equal(
            ["ALTCHA_HMAC_KEY is missing: VAULT_ALSO_HOLDS names altcha-hmac-key, and the vault has none."],
            OfTheVault(await CheckSettingsAsync(named, Azure(
                $"url.startsWith('{vault}/secrets/webflow-key?') && asked === 'Bearer from-azd' ? 200 : 404"))));
        Assert.Equal(
            ["Whether the vault holds what VAULT_ALSO_HOLDS names is not known: Azure answers 403"],
            OfTheVault(await CheckSettingsAsync(named, Azure("403"))));

        static IEnumerable<string> OfTheVault(string sentences) =>
            sentences.Split('\n').Where(sentence => sentence.Contains("VAULT_ALSO_HOLDS", StringComparison.Ordinal));
    }

    // Stands in for azd and for Azure Resource Manager, which are not at hand: what it answers, by address and token.
    private static string Azure(string status) =>
        "--import=data:text/javascript," + Uri.EscapeDataString($$"""
            import process from 'node:child_process';
            import { syncBuiltinESMExports } from 'node:module';
            process.execFileSync = (program, words) => program === 'azd' && words[0] === 'auth'
              ? '{"token":"from-azd"}' : '';
            syncBuiltinESMExports();
            globalThis.fetch = async (url, { headers: { Authorization: asked } }) => ({ status: {{status}} });
            """);

    private static async Task<string> CheckSettingsAsync(
        IReadOnlyDictionary<string, string> variables, params IEnumerable<string> options)
    {
        await using var node = ChildProcess.Start(
            "node", [.. options, Path.Combine(Infrastructure.Folder, "check-settings.mjs")], environment: variables);
        await node.WaitForExitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(node.Output.Length == 0 ? 0 : 1, node.ExitCode);
        return node.Output;
    }
}
