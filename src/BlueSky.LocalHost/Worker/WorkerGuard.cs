using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace BlueSky.LocalHost.Worker;

/// <summary>
/// Kills the worker after LocalHost was killed, which the worker itself does not notice. It is a separate process (this
/// program with the argument <c>guard</c>) that reads the workers' process ids from standard input. The operating
/// system closes the input when LocalHost ends for any reason.
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

    /// <summary>Runs in the guard's process; returns when LocalHost has ended and no worker is left.</summary>
    public static void Run(TextReader workerIds)
    {
        // Ignores Ctrl+C, which all processes of the group get: the guard ends when LocalHost has stopped.
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
            return null; // It has already ended.
        }
    }
}
