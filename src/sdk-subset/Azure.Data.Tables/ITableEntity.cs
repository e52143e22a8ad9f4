namespace Azure.Data.Tables;

/// <summary>What every row has: its two keys, and what the service keeps about it.</summary>
public interface ITableEntity
{
    string PartitionKey { get; set; }

    string RowKey { get; set; }

    /// <summary>When the service last wrote the row; what a client sets is ignored.</summary>
    DateTimeOffset? Timestamp { get; set; }

    ETag ETag { get; set; }
}
