using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Start;

/// <summary>What a post does not need would delay the first one of an instance.</summary>
[Collection(nameof(FormsHost))]
public sealed class LoadedLibrariesTests(FormsHost forms)
{
    [LinuxFact]
    public async Task Posts_on_a_connection_string_load_no_library_of_identities_exports_or_telemetry()
    {
        await forms.Host.StoredAsync(Post.Consultation(Some.Address()));

        var maps = await File.ReadAllLinesAsync($"/proc/{await forms.Host.WorkerProcessIdAsync()}/maps");
        var loaded = maps.Select(Path.GetFileName).Where(name => name?.EndsWith(".dll", StringComparison.Ordinal) == true)
            .ToHashSet();

        Assert.Contains("Azure.Data.Tables.dll", loaded);
        Assert.DoesNotContain(loaded, name => name!.StartsWith("OpenTelemetry", StringComparison.Ordinal));
        Assert.DoesNotContain("Azure.Identity.dll", loaded);
        Assert.DoesNotContain("Microsoft.Identity.Client.dll", loaded);
        Assert.DoesNotContain("CsvHelper.dll", loaded);
    }
}
