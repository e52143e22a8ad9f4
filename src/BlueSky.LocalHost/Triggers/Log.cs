namespace BlueSky.LocalHost.Triggers;

/// <summary>The triggers' log messages.</summary>
internal static partial class Log
{
    // The worker's whole message, as the real host logs it: tests search the logs for personal data.
    [LoggerMessage(1, LogLevel.Error, "{Failure}")]
    public static partial void FunctionFailed(this ILogger logger, string failure);

    [LoggerMessage(2, LogLevel.Error, "A message of the queue {Queue} went to {Queue}-poison")]
    public static partial void Poisoned(this ILogger logger, string queue);

    [LoggerMessage(3, LogLevel.Warning, "The queue {Queue} cannot be read ({Exception}); trying again")]
    public static partial void QueueUnreachable(this ILogger logger, string queue, string exception);

    [LoggerMessage(4, LogLevel.Error, "A request could not be forwarded to the function {Function} ({Error})")]
    public static partial void NotForwarded(this ILogger logger, string function, string error);
}
