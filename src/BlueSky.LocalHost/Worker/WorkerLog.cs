using BlueSky.LocalHost.Worker.Protocol;

namespace BlueSky.LocalHost.Worker;

/// <summary>
/// Logs the worker's log messages in their own categories. Exceptions are logged completely, as by the Functions host,
/// so the app's exceptions must not contain personal data or secrets.
/// </summary>
internal sealed class WorkerLog(ILoggerFactory loggers)
{
    public void Write(RpcLog line) => loggers.CreateLogger(line.Category).Log(
        (LogLevel)line.Level, eventId: 0, line, exception: null, (state, _) => Text(state));

    private static string Text(RpcLog line) => line.Exception is { } exception
        ? $"{line.Message} {exception.Message} {exception.StackTrace}"
        : line.Message;
}
