using BlueSky.Functions.Submissions;
using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;
using BlueSky.Infra.Tests.Checks;
using BlueSky.Tool.Doctor;
using Microsoft.Extensions.Configuration;

namespace BlueSky.Infra.Tests;

/// <summary>What doctor says before anything is made, held against infra/ and the app.</summary>
public sealed class DoctorTests
{
    private static readonly FunctionApp App = FunctionApp.Read();

    [Theory]
    [InlineData("      shell: sh")]
    [InlineData("      shell: pwsh")]
    public void Azd_runs_it_before_it_provisions(string shell)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "azure.yaml"));

        Assert.Equal(
            "      run: dotnet run --project src/BlueSky.Tool -- doctor --azd",
            lines[Array.IndexOf(lines, shell) + 1]);
    }

    [BicepFact]
    public async Task It_reads_each_setting_from_where_infra_takes_it()
    {
        var wired = InfraSetting.In(await Infrastructure.ReadAsync())
            .Where(setting => !setting.Name.Contains('*')
                && App.Settings.Any(one => one.Name == setting.Name)).ToList();

        Assert.True(wired.Count > 60, $"{wired.Count} settings");
        Assert.All(wired, setting =>
        {
            var own = App.Settings.Single(one => one.Name == setting.Name).Variable;
            var azd = new AzdEnvironment(variable => variable == own ? "given" : null);
            var given = new ConfigurationBuilder().Add(new AzdConfiguration(azd)).Build()[setting.Name];
            Assert.Equal(setting is { Variable: not null } or { Secret: not null }, given == "given");
        });
    }

    [Fact]
    public void It_asks_for_every_variable_that_a_deployment_needs()
    {
        var sentences = Sentences([]);

        Assert.All(
            App.Settings.Where(setting => setting.WhenMissing is not null && !setting.Name.Contains('*')
                && setting.Name is not ("AzureWebJobsStorage" or "Site:BaseUrl")),
            setting => Assert.Contains(sentences, sentence =>
                sentence.StartsWith($"{setting.Variable} is missing", StringComparison.Ordinal)
                || sentence.StartsWith($"{setting.Variable} {setting.WhenMissing}", StringComparison.Ordinal)));
    }

    [BicepFact]
    public async Task A_secret_that_may_be_left_out_is_given_if_and_only_if_it_is_named()
    {
        var wired = InfraSetting.In(await Infrastructure.ReadAsync());
        var optional = App.Settings.Where(setting => setting.IsSecret && setting.WhenMissing is null)
            .Select(setting => (
                setting.Variable, Secret: wired.Single(one => one.Name == setting.Name).Secret!)).ToList();
        var named = KeyValuePair.Create("VAULT_ALSO_HOLDS", string.Join(", ", optional.Select(one => one.Secret)));
        var given = optional.Select(one => KeyValuePair.Create(one.Variable, "something")).ToList();

        Assert.True(optional.Count > 1);
        Assert.All(optional, one => Assert.Contains(
            Sentences([named]), sentence => sentence.StartsWith(
                $"{one.Variable} is missing: VAULT_ALSO_HOLDS names {one.Secret}.", StringComparison.Ordinal)));
        Assert.All(optional, one => Assert.Contains(
            Sentences(given), sentence => sentence.StartsWith(
                $"{one.Variable} is set, but VAULT_ALSO_HOLDS does not name {one.Secret}", StringComparison.Ordinal)));
        Assert.DoesNotContain(
            Sentences([.. given, named]),
            sentence => sentence.Contains("VAULT_ALSO_HOLDS", StringComparison.Ordinal));
    }

    [Fact]
    public void It_looks_for_every_table_of_the_app() =>
        Assert.Equal(App.Tables, TableName.All.Order(StringComparer.Ordinal));

    private static List<string> Sentences(IEnumerable<KeyValuePair<string, string>> variables)
    {
        var values = variables.ToDictionary();
        var azd = new AzdEnvironment(variable => values.GetValueOrDefault(variable));
        var settings = CheckedSettings.Read(new ConfigurationBuilder().Add(new AzdConfiguration(azd)).Build());
        return
        [
            .. Tool.Doctor.SettingsCheck.Run(settings, new AzdWording()).Concat(VaultSecrets.Check(azd))
                .Where(finding => finding.Verdict == Verdict.Wrong).Select(finding => finding.Text),
        ];
    }
}
