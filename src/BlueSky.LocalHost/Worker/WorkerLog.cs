using BlueSky.LocalHost.Worker.Protocol;

namespace BlueSky.LocalHost.Worker;

/// <summary>
/// The worker's log lines, under their own categories. Exceptions are logged whole, as the Functions host logs them:
/// what must not be in a log must not be in the app's exceptions either.
/// </summary>
internal sealed class WorkerLog(ILoggerFactory loggers)
{
    public void Write(RpcLog line) => loggers.CreateLogger(line.Category).Log(
        (LogLevel)line.Level, eventId: 0, line, exception: null, (state, _) => Text(state));

    private static string Text(RpcLog line) => line.Exception is { } exception
        ? $"{line.Message} {exception.Message} {exception.StackTrace}"
        : line.Message;
}
