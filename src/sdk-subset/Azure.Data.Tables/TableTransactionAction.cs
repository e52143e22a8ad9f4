namespace Azure.Data.Tables;

/// <summary>
/// One write of a transaction. Without an <see cref="ETag"/> a delete is unconditional, and an update is an upsert:
/// so the published client sends it. An update that must find its row takes <see cref="ETag.All"/> or the row's own.
/// </summary>
public class TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
{
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    public TableTransactionActionType ActionType { get; } = actionType;

    public ITableEntity Entity { get; } = entity;

    public ETag ETag { get; } = etag;
}
