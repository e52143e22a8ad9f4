using System.Runtime.InteropServices;
using BlueSky.LocalHost;
using Microsoft.Extensions.Options;

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
catch (OptionsValidationException malformed)
{
    return Refuse([malformed]);
}
catch (AggregateException several) when (several.InnerExceptions.All(one => one is OptionsValidationException))
{
    return Refuse(several.InnerExceptions.Cast<OptionsValidationException>());
}

// Asked to stop while still starting: what was started is ended in order, and not by the system.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}

static int Refuse(IEnumerable<OptionsValidationException> malformed)
{
    foreach (var sentence in malformed.SelectMany(one => one.Failures).Distinct())
        Console.Error.WriteLine(sentence);
    return 1;
}
