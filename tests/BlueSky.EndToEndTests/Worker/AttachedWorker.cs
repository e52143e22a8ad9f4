using System.Net.Http.Json;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Worker;

/// <summary>
/// The app as it is deployed: a process of its own, on the published worker, behind a program that plays the Functions
/// host.
/// </summary>
internal sealed class AttachedWorker : IAsyncDisposable
{
    private readonly ChildProcess process;

    private AttachedWorker(ChildProcess process) => this.process = process;

    public HttpClient Http { get; } =
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };

    public string Logs => process.Output;

    public static async Task<AttachedWorker> AttachAsync(
        string settingsFile, IReadOnlyDictionary<string, string> environment)
    {
        var worker = new AttachedWorker(
            FunctionsHostProgram.Start(Repository.AppFolder, settingsFile, environment));
        try
        {
            worker.Http.BaseAddress = await FunctionsHostProgram.BecomesReadyAsync(worker.process);
            return worker;
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    public async Task<Answer> SendAsync(Post post)
    {
        using var request = post.ToRequest();
        using var response = await Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Lets a function of another trigger run once.</summary>
    public async Task RunAsync(string function, string input)
    {
        using var response = await Http.PostAsJsonAsync($"/admin/functions/{function}", new { input });
        Assert.Equal(202, (int)response.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await process.DisposeAsync();
    }
}
