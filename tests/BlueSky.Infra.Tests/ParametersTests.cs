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
}
