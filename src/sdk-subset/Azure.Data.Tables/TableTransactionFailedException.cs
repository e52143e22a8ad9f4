using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>A transaction was refused as a whole; nothing of it was written.</summary>
public class TableTransactionFailedException(RequestFailedException requestFailedException)
    : RequestFailedException(
        requestFailedException.Status,
        requestFailedException.Message,
        requestFailedException.ErrorCode,
        requestFailedException.InnerException)
{
    internal const string FailedEntity = nameof(FailedEntity);

    /// <summary>Which action the service refused, counted from 0; null when it did not say.</summary>
    public int? FailedTransactionActionIndex { get; } =
        requestFailedException.Data[FailedEntity] is string index
            ? int.Parse(index, CultureInfo.InvariantCulture)
            : null;
}
