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

    private const StringComparison Ordinal = StringComparison.Ordinal;

    // One at the beginning of a line is a parameter of its own; the others are parts of the settings.
    [GeneratedRegex(@"(?m)(^param \w+ = .*)?readEnvironmentVariable\('(?<variable>\w+)'")]
    private static partial Regex Read();
}
