using System.Runtime.InteropServices;
using BlueSky.Endurance;

using var stopping = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    var options = EnduranceOptions.Read(args);
    if (options.Data is { } data && Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any())
        throw new InvalidOperationException($"{data} is not empty: a run counts everything in its folder.");

    var verdict = await new EnduranceRun(options, TimeProvider.System, Console.Out).RunAsync(stopping.Token);
    Console.WriteLine(VerdictTable.Render(verdict));
    Console.WriteLine(verdict.IsGood ? "As promised." : "NOT as promised.");
    return verdict.IsGood ? 0 : 1;
}
catch (InvalidOperationException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
#pragma warning disable CA1031 // Whatever went wrong: an exception that nobody catches would leave processes behind.
catch (Exception e)
#pragma warning restore CA1031
{
    Console.Error.WriteLine(stopping.IsCancellationRequested ? "Stopped." : $"The run failed: {e}");
    return 2;
}

// What was started is ended in order, and not by the system.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
