using System.Text.Json.Nodes;
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

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Every_parameter_has_its_place()
    {
        var infra = await Infrastructure.ReadAsync();

        Assert.Equal(
            infra.Files["main.bicep"].Declarations("parameter").Select(parameter => parameter.Name).Order(),
            Parameters.AsObject().Select(parameter => parameter.Key).Order());
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
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

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Every_part_of_a_setting_is_in_its_type()
    {
        var type = (await Infrastructure.ReadAsync()).Files["settings.bicep"].Declarations("type").Single().Children[1];

        Assert.All((await InfraSetting.ReadAsync()).Values.Select(one => one.Parameter).OfType<IReadOnlyList<string>>(),
            path => Assert.NotNull(type.Find(path)));
        Assert.Equal(
            type.Properties.Select(section => section.Name),
            Parameters["settings"]!["value"]!.AsObject().Select(section => section.Key));
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Before_anything_is_made_the_required_variables_are_asked_for()
    {
        var sentences = await CheckSettingsAsync(new Dictionary<string, string>());

        Assert.All(
            App.Settings.Where(setting => setting.WhenMissing is not null && !setting.Name.Contains('*')
                && setting.Name is not ("AzureWebJobsStorage" or "Site:BaseUrl")),
            setting => Assert.Contains($"{setting.Variable} is missing", sentences, StringComparison.Ordinal));
        Assert.Contains("ALERT_EMAIL is missing", sentences, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit.EndToEnd)]
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

    [Fact(Timeout = TimeLimit.EndToEnd)]
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

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task Details_in_email_need_a_signed_agreement_before_anything_is_made()
    {
        const string sentence = "NOTIFICATIONS_INCLUDE_DETAILS puts health information into email";
        var details = new Dictionary<string, string> { ["NOTIFICATIONS_INCLUDE_DETAILS"] = "True" };
        var agreed = new Dictionary<string, string>(details) { ["NOTIFICATIONS_AGREEMENT_SIGNED"] = "true" };

        Assert.Contains(sentence, await CheckSettingsAsync(details), StringComparison.Ordinal);
        Assert.DoesNotContain(sentence, await CheckSettingsAsync(agreed), StringComparison.Ordinal);
    }

    private static async Task<string> CheckSettingsAsync(IReadOnlyDictionary<string, string> variables)
    {
        await using var node = ChildProcess.Start(
            "node", [Path.Combine(Infrastructure.Folder, "check-settings.mjs")], environment: variables);
        await node.WaitForExitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(node.Output.Length == 0 ? 0 : 1, node.ExitCode);
        return node.Output;
    }
}
