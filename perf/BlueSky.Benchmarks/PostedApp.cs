namespace BlueSky.Benchmarks;

/// <summary>The app on LocalHost, on a storage that is given, posted to over HTTP.</summary>
internal sealed class PostedApp : IAsyncDisposable
{
    private readonly ChildProcess process;
    private readonly DataFolder data;
    private readonly HttpClient http;

    private PostedApp(ChildProcess process, DataFolder data)
    {
        (this.process, this.data) = (process, data);
        http = new HttpClient { BaseAddress = LocalHostProgram.AddressOf(process) };
    }

    public static async Task<PostedApp> StartAsync(StorageAddress storage, bool processes)
    {
        var data = new DataFolder();
        var process = LocalHostProgram.Start(data, new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = storage.ConnectionString,
            ["AzureWebJobs.process-submission.Disabled"] = processes ? "false" : "true",
            ["AzureWebJobs.sweep.Disabled"] = "true",
            ["Mail:Staff"] = TestSettings.FirstStaff,
            // An event is an event's cost, not the submission's.
            ["events"] = "false",
            ["Logging:LogLevel:BlueSky"] = "Warning",
        });
        try
        {
            await LocalHostProgram.BecomesReadyAsync(process);
            return new PostedApp(process, data);
        }
        catch
        {
            await process.DisposeAsync();
            data.Dispose();
            throw;
        }
    }

    public Task PostAsync() => ConsultationPost.SendAsync(http);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await process.DisposeAsync();
        data.Dispose();
    }
}
