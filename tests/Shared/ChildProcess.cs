using System.Collections.Concurrent;
using System.Diagnostics;

namespace BlueSky.Testing;

/// <summary>A program that a test started: what it printed is kept, and it never outlives the test.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A program that lives for seconds never gets back what compiling its methods a second time costs: nearly half of
    /// LocalHost's time on the processor.
    /// </summary>
    private static readonly IReadOnlyDictionary<string, string> CompileOnce = new Dictionary<string, string>
    {
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_TC_CallCounting"] = "0",
    };

    private static readonly IReadOnlyDictionary<string, string> Empty = new Dictionary<string, string>();

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly ConcurrentQueue<string> standardOutput = new();

    private ChildProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>All that was printed so far, standard output and standard error together.</summary>
    public string Output => string.Join('\n', lines);

    public string StandardOutput => string.Join('\n', standardOutput);

    public static ChildProcess Start(
        string program, IEnumerable<string> arguments, string? folder = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var all = arguments.ToList();
        var isAssembly = all is [var first, ..] && first.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(program, all)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in (isAssembly ? CompileOnce : Empty).Concat(environment ?? Empty))
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(new Process { StartInfo = start });
        child.process.OutputDataReceived += (_, line) => Keep(line.Data, child.lines, child.standardOutput);
        child.process.ErrorDataReceived += (_, line) => Keep(line.Data, child.lines);
        child.process.Start();
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a program to its end and returns its standard output.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, string folder, TimeSpan within,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        await using var child = Start(program, arguments, folder, environment);
        await child.WaitForExitAsync(within);
        return child.ExitCode == 0
            ? child.StandardOutput
            : throw new InvalidOperationException($"{program} ended with {child.ExitCode}: {child.Output}");
    }

    public async Task WaitForExitAsync(TimeSpan within)
    {
        using var timeout = new CancellationTokenSource(within);
        await process.WaitForExitAsync(timeout.Token);
    }

    public void Kill() => process.Kill();

    public void KillTree() => process.Kill(entireProcessTree: true);

    /// <summary>Asks politely, as a terminal or a service manager does; Windows has no such signal.</summary>
    public async Task TerminateAsync()
    {
        if (OperatingSystem.IsWindows())
        {
            KillTree();
        }
        else
        {
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await kill.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await TerminateAsync();
            try
            {
                await WaitForExitAsync(Grace);
            }
            catch (OperationCanceledException)
            {
                KillTree();
            }
        }

        process.Dispose();
    }

    private static void Keep(string? line, params ReadOnlySpan<ConcurrentQueue<string>> places)
    {
        if (line is null)
        {
            return;
        }

        foreach (var place in places)
        {
            place.Enqueue(line);
        }
    }
}
