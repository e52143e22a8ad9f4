using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace BlueSky.LocalHost.Worker;

/// <summary>
/// Ends the worker when LocalHost was killed: the worker itself does not notice. It is a process of its own, this
/// program with the argument <c>guard</c>, that reads the workers' process ids from standard input; the operating
/// system closes it whichever way LocalHost ends.
/// </summary>
internal sealed class WorkerGuard : IDisposable
{
    public const string Argument = "guard";

    private readonly Process process;

    private WorkerGuard(Process process) => this.process = process;

    public static WorkerGuard Start() => new(Process.Start(
        new ProcessStartInfo("dotnet", [typeof(WorkerGuard).Assembly.Location, Argument])
        {
            RedirectStandardInput = true,
        })!);

    public void Watch(int workerId)
    {
        process.StandardInput.WriteLine(workerId.ToString(CultureInfo.InvariantCulture));
        process.StandardInput.Flush();
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.Dispose();
    }

    /// <summary>The guard's own process: returns when LocalHost has ended and no worker is left.</summary>
    public static void Run(TextReader workerIds)
    {
        // Ctrl+C reaches the whole process group: LocalHost is what has to stop then, and that ends this.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        var workers = new List<Process>();
        while (workerIds.ReadLine() is { } line)
        {
            workers.RemoveAll(worker => worker.HasExited);
            if (Find(int.Parse(line, CultureInfo.InvariantCulture)) is { } worker)
                workers.Add(worker);
        }

        foreach (var worker in workers.Where(worker => !worker.HasExited))
            worker.Kill();
    }

    private static Process? Find(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null; // It ended already.
        }
    }
}
