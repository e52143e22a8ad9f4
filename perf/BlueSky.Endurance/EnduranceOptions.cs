using Microsoft.Extensions.Configuration;

namespace BlueSky.Endurance;

/// <summary>What a run is told on its command line.</summary>
/// <param name="Kills">How often the app is killed, spread evenly over the work that there is.</param>
/// <param name="Seed">Of everything that is left to chance; the timing is the machine's.</param>
/// <param name="Data">An empty folder, kept for a look at it afterwards; a temporary one when null.</param>
/// <param name="Patience">How long nothing may change before the run is given up.</param>
/// <param name="App">Settings of the app, <c>--Section:Key=value</c>.</param>
internal sealed record EnduranceOptions(
    int Submissions, int Clients, int Kills, ulong Seed, string? Data, TimeSpan Patience,
    IReadOnlyDictionary<string, string> App)
{
    private static readonly string[] Names = ["submissions", "clients", "kills", "seed", "data", "patience"];

    /// <summary>Null for posts as fast as they are answered.</summary>
    public SoakPlan? Soak { get; init; }

    /// <exception cref="InvalidOperationException">A malformed or unknown option; the message names it.</exception>
    public static EnduranceOptions Read(string[] arguments)
    {
        var given = new ConfigurationBuilder().AddCommandLine(arguments).Build();
        var unknown = given.GetChildren().FirstOrDefault(
            option => option.Value is not null && !Names.Contains(option.Key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
        {
            throw new InvalidOperationException(
                $"Unknown option {unknown.Key}: there are --{string.Join(", --", Names)}, and --Section:Key=value.");
        }

        return new EnduranceOptions(
            AtLeast(1, given, "submissions", 2_000),
            AtLeast(1, given, "clients", 16),
            AtLeast(0, given, "kills", 20),
            given.GetValue("seed", 1UL),
            given["data"],
            given.GetValue("patience", TimeSpan.FromMinutes(5)),
            given.AsEnumerable()
                .Where(option => option.Value is not null && option.Key.Contains(':', StringComparison.Ordinal))
                .ToDictionary(option => option.Key, option => option.Value!));
    }

    private static int AtLeast(int least, IConfiguration given, string name, int otherwise) =>
        given.GetValue(name, otherwise) is var value && value >= least
            ? value
            : throw new InvalidOperationException($"--{name} must be at least {least}.");
}
