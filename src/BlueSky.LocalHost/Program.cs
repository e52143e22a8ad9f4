using System.Runtime.InteropServices;
using BlueSky.LocalHost;
using BlueSky.LocalHost.Worker;

if (args is [WorkerGuard.Argument])
{
    WorkerGuard.Run(Console.In);
    return 0;
}

using var stopping = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    await LocalHostRun.RunAsync(args, Console.Out, stopping.Token);
    return 0;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    return 0;
}
catch (StartRefusedException refused)
{
    Console.Error.WriteLine(refused.Message);
    return 1;
}

// Also handles a stop during the start: everything that was started is stopped in order.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
