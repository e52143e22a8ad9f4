using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace BlueSky.LocalHost.Worker;

/// <summary>The app's process, started as the Functions host starts it. Its output is LocalHost's.</summary>
internal sealed partial class WorkerProcess : IAsyncDisposable
{
    // The host's own limit for messages between the two.
    private const int MaxMessageBytes = int.MaxValue;

    private readonly Process process;

    private WorkerProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <param name="workerId">By which the worker names itself when it calls.</param>
    /// <param name="host">Where the worker calls the host.</param>
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

    // Ctrl+C reaches the whole process group. The worker must go on until LocalHost has let it finish.
    private static ProcessStartInfo OnWindows(string[] command, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command[0], command[1..]);
        if (OperatingSystem.IsWindows())
            start.CreateNewProcessGroup = true;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    // A process that is started with SIGINT ignored ignores it. The shell does that, and becomes the command; but it
    // hands on no variable whose name is none in the shell ("Webflow__Forms__Contact Us"): those `env` brings.
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
