namespace BlueSky.Benchmarks.SortedStorage;

/// <summary>An error answer of the service.</summary>
/// <param name="code">As Azure names it: the storage clients and the app tell errors apart by it.</param>
internal sealed class StorageError(int status, string code) : Exception($"{status} {code}")
{
    public int Status => status;

    public string Code => code;

    public static StorageError TableNotFound => new(404, "TableNotFound");

    public static StorageError TableAlreadyExists => new(409, "TableAlreadyExists");

    public static StorageError ResourceNotFound => new(404, "ResourceNotFound");

    public static StorageError EntityAlreadyExists => new(409, "EntityAlreadyExists");

    public static StorageError ConditionNotMet => new(412, "UpdateConditionNotSatisfied");

    public static StorageError InvalidInput => new(400, "InvalidInput");

    public static StorageError CommandsInBatchActOnDifferentPartitions =>
        new(400, "CommandsInBatchActOnDifferentPartitions");

    public static StorageError DuplicateRow => new(400, "InvalidDuplicateRow");

    public static StorageError QueueNotFound => new(404, "QueueNotFound");

    public static StorageError MessageNotFound => new(404, "MessageNotFound");

    public static StorageError PopReceiptMismatch => new(400, "PopReceiptMismatch");

    public static StorageError RequestBodyTooLarge => new(413, "RequestBodyTooLarge");

    public static StorageError ServerBusy => new(503, "ServerBusy");

    public static StorageError NotImplemented => new(501, "NotImplemented");
}
