using BlueSky.Functions;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Tool.Doctor;

/// <summary>All settings of the app, read by the app's own readers, and what these say is wrong.</summary>
internal sealed class CheckedSettings
{
    private readonly IReadOnlyDictionary<Type, object> values;

    private CheckedSettings(IReadOnlyDictionary<Type, object> values, IReadOnlyList<SettingProblem> problems) =>
        (this.values, Problems) = (values, problems);

    public IReadOnlyList<SettingProblem> Problems { get; }

    public static CheckedSettings Read(IConfiguration configuration)
    {
        using var app = new ServiceCollection().AddLogging().AddBlueSky(configuration).BuildServiceProvider();
        var reader = new SettingsReader(configuration, app.GetRequiredService<FormCatalog>().Names);
        var values = app.GetServices<AllSettings.Part>().ToDictionary(part => part.Type, part => part.Read(reader));
        return new CheckedSettings(values, [.. reader.Found.Distinct()]);
    }

    /// <summary>A malformed value is replaced by the reader's placeholder: see <see cref="AreRight"/>.</summary>
    public T Get<T>()
        where T : class => (T)values[typeof(T)];

    /// <summary>Whether nothing is wrong with the settings whose names begin so.</summary>
    public bool AreRight(params string[] names) => !Problems.Any(problem =>
        names.Any(name => problem.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)));
}
