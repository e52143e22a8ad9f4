using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace BlueSky.Benchmarks;

/// <summary>
/// Another LocalHost, for its Azurite. Its own functions are switched off: it would take work from the app.
/// </summary>
internal static class StorageUnderTest
{
    /// <summary>Settings under which an app does nothing by itself.</summary>
    public static IReadOnlyDictionary<string, string> AtRest { get; } = new Dictionary<string, string>
    {
        ["AzureWebJobs.process-submission.Disabled"] = "true",
        ["AzureWebJobs.fail-poisoned-submission.Disabled"] = "true",
        ["AzureWebJobs.sweep.Disabled"] = "true",
        ["AzureWebJobs.backup.Disabled"] = "true",
    };

    /// <summary>Of one that was started with this folder.</summary>
    public static int AzuriteProcessId(DataFolder data) => int.Parse(
        File.ReadAllText(Path.Combine(data.Path, "azurite.pid")), CultureInfo.InvariantCulture);

    /// <param name="given">The connection string of a storage that runs already.</param>
    public static async Task<(ChildProcess? Process, string ConnectionString)> StartUnlessGivenAsync(
        string? given, DataFolder data) => given is null ? await StartAsync(data) : (null, given);

    public static async Task<(ChildProcess Process, string ConnectionString)> StartAsync(DataFolder data)
    {
        var process = LocalHostProgram.Start(data, AtRest);
        try
        {
            await LocalHostProgram.BecomesReadyAsync(process);
            using var http = new HttpClient { BaseAddress = LocalHostProgram.AddressOf(process) };
            var about = await http.GetFromJsonAsync<JsonElement>("/_local");
            return (process, about.GetProperty("storageConnectionString").GetString()!);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }
}
