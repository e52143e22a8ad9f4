using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace BlueSky.LocalHost.Worker;

/// <summary>The app's process, started as by the Functions host. It shares LocalHost's output.</summary>
internal sealed partial class WorkerProcess : IAsyncDisposable
{
    // The real host's limit for messages to and from the worker.
    private const int MaxMessageBytes = int.MaxValue;

    private readonly Process process;

    private WorkerProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <param name="workerId">The id that the worker sends when it connects.</param>
    /// <param name="host">The address to which the worker connects.</param>
    public static WorkerProcess Start(
        WorkerFolder folder, string workerId, Uri host, IReadOnlyDictionary<string, string> environment)
    {
        var all = new Dictionary<string, string>(environment)
        {
            ["FUNCTIONS_APPLICATION_DIRECTORY"] = folder.FullPath,
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
        };
        string[] command = ["dotnet", folder.Assembly, .. Arguments(workerId, host)];
        var start = OperatingSystem.IsWindows() ? OnWindows(command, all) : OnUnix(command, all);
        start.WorkingDirectory = folder.FullPath;
        try
        {
            return new WorkerProcess(Process.Start(start)!);
        }
        catch (Win32Exception)
        {
            throw new StartRefusedException(
                "LocalHost starts the app with dotnet, and found none on the PATH: install the .NET SDK 10 from "
                + "https://dotnet.microsoft.com/download/dotnet/10.0.");
        }
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    private static IEnumerable<string> Arguments(string workerId, Uri host) =>
    [
        "--host", host.Host, "--port", $"{host.Port}", "--workerId", workerId, "--requestId", workerId,
        "--grpcMaxMessageLength", $"{MaxMessageBytes}", "--functions-uri", host.ToString(),
        "--functions-worker-id", workerId, "--functions-request-id", workerId,
        "--functions-grpc-max-message-length", $"{MaxMessageBytes}",
    ];

    // Ctrl+C reaches the whole process group, but the worker must run until LocalHost stops it.
    private static ProcessStartInfo OnWindows(string[] command, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command[0], command[1..]);
        if (OperatingSystem.IsWindows())
            start.CreateNewProcessGroup = true;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    // The shell ignores SIGINT, which the command inherits, and then executes it. It does not pass on variables whose
    // names are invalid in the shell ("Webflow__Forms__Contact Us"), so `env` sets those.
    private static ProcessStartInfo OnUnix(string[] command, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "trap '' INT; exec \"$@\"", "sh", "env"]);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        foreach (var (name, value) in start.Environment.Where(one => !ShellName().IsMatch(one.Key)))
            start.ArgumentList.Add($"{name}={value}");
        foreach (var argument in command)
            start.ArgumentList.Add(argument);
        return start;
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex ShellName();
}
