using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;
using BlueSky.Infra.Tests.Checks;

namespace BlueSky.Infra.Tests;

/// <summary>From azd's environment through main.bicepparam and settings.bicep to the app.</summary>
public sealed partial class ParametersTests
{
    private static readonly FunctionApp App = FunctionApp.Read();

    [BicepFact]
    public async Task Every_parameter_has_its_place()
    {
        var infra = await Infrastructure.ReadAsync();

        Assert.Equal(
            infra.Template["parameters"]!.AsObject().Select(parameter => parameter.Key).Order(),
            infra.Parameters.AsObject().Select(parameter => parameter.Key).Order());
    }

    [BicepFact]
    public async Task Every_variable_is_that_of_a_setting_or_has_a_parameter_of_its_own()
    {
        var variables = Read().Matches((await Infrastructure.ReadAsync()).Sources["main.bicepparam"]);

        Assert.True(variables.Count > 60);
        Assert.All(variables.Where(read => !read.Value.StartsWith("param ", StringComparison.Ordinal)),
            read => Assert.Contains(read.Groups["variable"].Value, App.Settings.Select(setting => setting.Variable)));
    }

    [BicepFact]
    public async Task Every_secret_reaches_the_vault_from_the_variable_of_its_setting()
    {
        // The values of secure parameters are in no snapshot, and the linter asks for them.
        var readable = await Infrastructure.CompileAsync((_, text) =>
            text.Replace("@secure()", "", Ordinal).Replace("\"level\": \"error\"", "\"level\": \"off\"", Ordinal));
        var held = SecretsCheck.InVault(readable).ToDictionary(
            secret => secret.Name, secret => secret.Text("properties", "value"));
        var referred = InfraSetting.In(readable).Where(setting => setting.Secret is not null).ToList();

        Assert.True(referred.Count > 5);
        Assert.All(referred, setting => Assert.Equal(
            DeploymentVariables.All[App.Settings.Single(one => one.Name == setting.Name).Variable],
            held[setting.Secret!]));
        var findings = InfrastructureTests.Findings(readable, App);
        Assert.Contains("the parameter addressKey is a secret, and not secure", findings);
        Assert.Contains(findings, finding => finding.EndsWith("/address-key contains SECRETS_ADDRESS_KEY", Ordinal));
    }

    [BicepFact]
    public async Task With_the_required_variables_alone_the_defaults_hold()
    {
        var least = (await Infrastructure.ReadAsync()).LeastResources;
        var budget = least.Single(resource => resource.Type == "Microsoft.Consumption/budgets");

        Assert.Equal("25", budget.Text("properties", "amount"));
        Assert.DoesNotContain(least, one => one.Name == "authsettingsV2");
        Assert.All(
            InfraSetting.In(await Infrastructure.ReadAsync()).Where(one => one is { Variable: not null, Secret: null }),
            setting => Assert.Equal(
                setting.Name == "Site:BaseUrl" || DeploymentVariables.Required.Contains(setting.Variable!),
                setting.LeastValue.Length > 0));
    }

    [BicepFact]
    public async Task Building_the_parameters_as_azd_does_keeps_every_character_and_prints_no_warning()
    {
        var (exitCode, printed, all) = await BicepCompiler.RunAsync(
            ["build-params", "main.bicepparam", "--stdout"], DeploymentVariables.All);
        var parameters = JsonNode.Parse(JsonNode.Parse(printed)!["parametersJson"]!.GetValue<string>())!["parameters"]!;

        Assert.Equal((0, printed), (exitCode, all));
        Assert.Equal(
            "[CLINIC_NAME] Dr. \"Zoë\" O'Neil \\ Sons ${x} {0} %20 # a\nb",
            parameters["settings"]!["value"]!["clinic"]!["name"]!.GetValue<string>());
        Assert.Equal(
            DeploymentVariables.All["SECRETS_KEYS"], parameters["signingKeys"]!["value"]!.GetValue<string>());
        Assert.Equal(77, parameters["monthlyBudget"]!["value"]!.GetValue<int>());
    }

    [BicepFact]
    public async Task Nothing_is_built_without_a_required_variable()
    {
        var incomplete = await Infrastructure.CompileAsync((_, text) =>
            text.Replace("'CLINIC_NAME'", "'UNSET'", Ordinal).Replace("'ALERT_EMAIL'", "'UNSET'", Ordinal));

        Assert.Equal(2, incomplete.Diagnostics.Count);
        Assert.All(incomplete.Diagnostics, diagnostic => Assert.Contains(": Error BCP333: ", diagnostic, Ordinal));
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

    [BicepFact]
    public async Task A_secret_that_may_be_left_out_is_given_if_and_only_if_it_is_named()
    {
        var wired = InfraSetting.In(await Infrastructure.ReadAsync());
        var optional = App.Settings.Where(setting => setting.IsSecret && setting.WhenMissing is null)
            .Select(setting => (
                setting.Variable, Secret: wired.Single(one => one.Name == setting.Name).Secret!)).ToList();
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

    private const StringComparison Ordinal = StringComparison.Ordinal;

    // One at the beginning of a line is a parameter of its own; the others are parts of the settings.
    [GeneratedRegex(@"(?m)(^param \w+ = .*)?readEnvironmentVariable\('(?<variable>\w+)'")]
    private static partial Regex Read();

    private static async Task<string> CheckSettingsAsync(IReadOnlyDictionary<string, string> variables)
    {
        await using var node = ChildProcess.Start(
            "node", [Path.Combine(Infrastructure.Folder, "check-settings.mjs")], environment: variables);
        await node.WaitForExitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(node.Output.Length == 0 ? 0 : 1, node.ExitCode);
        return node.Output;
    }
}
