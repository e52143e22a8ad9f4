using System.Diagnostics;

namespace BlueSky.EndToEndTests.Storage;

/// <summary>A process that stands still, its connections open, until this is disposed. Linux only.</summary>
internal sealed class PausedProcess : IAsyncDisposable
{
    private readonly int id;

    private PausedProcess(int id) => this.id = id;

    public static async Task<PausedProcess> PauseAsync(int id)
    {
        await SignalAsync("STOP", id);
        return new PausedProcess(id);
    }

    public async ValueTask DisposeAsync() => await SignalAsync("CONT", id);

    private static async Task SignalAsync(string signal, int id)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
