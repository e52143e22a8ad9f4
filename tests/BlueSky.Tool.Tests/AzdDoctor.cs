using BlueSky.Functions.Http;
using BlueSky.Tool.Doctor;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.Tool.Tests;

/// <summary>Doctor as azd's hook runs it, with variables that are given.</summary>
internal static class AzdDoctor
{
    private static readonly FakeTimeProvider Clock = new(DateTimeOffset.Parse("2026-11-28T02:20:00Z"));

    /// <returns>The printed lines; the last one has the counts.</returns>
    public static async Task<(int ExitCode, IReadOnlyList<string> Lines)> RunAsync(
        IReadOnlyDictionary<string, string> variables)
    {
        using var web = new Web(new FakeWeb(), TimeSpan.FromSeconds(1));
        var azd = new AzdEnvironment(variables.GetValueOrDefault);
        var configuration = new ConfigurationBuilder().Add(new AzdConfiguration(azd)).Build();
        using var output = new StringWriter();
        var exitCode = await Report.PrintAsync(
            new Examination(new DoctorRequest(configuration, azd, Scope.Settings), web, Clock).RunAsync(default),
            output);
        return (exitCode, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    public static async Task<IReadOnlyList<string>> WrongWithAsync(params (string Variable, string? Value)[] changes)
    {
        var variables = new Dictionary<string, string>(GoodSetUp.AzdVariables);
        foreach (var (variable, value) in changes)
        {
            if (value is null)
            {
                variables.Remove(variable);
            }
            else
            {
                variables[variable] = value;
            }
        }

        var (exitCode, lines) = await RunAsync(variables);
        var wrong = lines.Where(line => line.StartsWith("WRONG        ", StringComparison.Ordinal))
            .Select(line => line["WRONG        ".Length..]).ToList();
        Assert.Equal(wrong.Count == 0 ? 0 : 1, exitCode);
        return wrong;
    }
}
