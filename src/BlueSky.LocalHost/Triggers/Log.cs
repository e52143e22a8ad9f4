using System.Diagnostics;

namespace BlueSky.LocalHost.Triggers;

/// <summary>What the triggers say. Never an exception's message: it may quote what a visitor wrote.</summary>
internal static partial class Log
{
    public static void FunctionFailed(this ILogger logger, string function, Exception exception) =>
        logger.FunctionFailed(function, Types(exception), Place(exception));

    [LoggerMessage(1, LogLevel.Error, "The function {Function} failed: {Exception} {Place}")]
    private static partial void FunctionFailed(this ILogger logger, string function, string exception, string place);

    [LoggerMessage(2, LogLevel.Error, "A message of the queue {Queue} went to {Queue}-poison")]
    public static partial void Poisoned(this ILogger logger, string queue);

    [LoggerMessage(3, LogLevel.Warning, "The queue {Queue} cannot be read ({Exception}); trying again")]
    public static partial void QueueUnreachable(this ILogger logger, string queue, string exception);

    private static string Types(Exception exception) =>
        exception.InnerException is { } inner
            ? $"{exception.GetType()} <- {Types(inner)}"
            : exception.GetType().ToString();

    private static string Place(Exception exception) =>
        new StackTrace(exception, fNeedFileInfo: true).GetFrames()
            .Select(frame => frame.GetMethod() is { DeclaringType: { } type } method
                ? $"at {type}.{method.Name}, {Path.GetFileName(frame.GetFileName())}:{frame.GetFileLineNumber()}"
                : "")
            .FirstOrDefault(place => place.Contains("BlueSky", StringComparison.Ordinal), "");
}
