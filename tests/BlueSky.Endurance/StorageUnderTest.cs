using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.Endurance;

/// <summary>
/// Another LocalHost, never killed, for its Azurite: Azurite keeps its last seconds in memory, so that losing them
/// would prove nothing about the app. Its own functions are switched off: it would take work from the app.
/// </summary>
internal static partial class StorageUnderTest
{
    private static readonly Dictionary<string, string> OnlyStorage = new()
    {
        ["AzureWebJobs.process-submission.Disabled"] = "true",
        ["AzureWebJobs.fail-poisoned-submission.Disabled"] = "true",
        ["AzureWebJobs.sweep.Disabled"] = "true",
    };

    public static async Task<(ChildProcess Process, string ConnectionString)> StartAsync(DataFolder data)
    {
        var process = LocalHostProgram.Start(data, OnlyStorage);
        try
        {
            await LocalHostProgram.BecomesReadyAsync(process);
            using var http = new HttpClient { BaseAddress = new Uri(AddressPattern().Match(process.Output).Value) };
            var about = await http.GetFromJsonAsync<JsonElement>("/_local");
            return (process, about.GetProperty("storageConnectionString").GetString()!);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9]\d*")]
    private static partial Regex AddressPattern();
}
