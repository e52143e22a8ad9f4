using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>
/// What the service refuses of a transaction. Azurite takes some of it, so it is refused here, with the service's code.
/// </summary>
internal static class TransactionRules
{
    private const int MaxActions = 100;

    public static void Check(TableTransactionAction[] actions)
    {
        if (actions.Length == 0)
            throw new InvalidOperationException("The batch contains no entity operations.");
        if (actions.Length > MaxActions)
            throw Refusal("InvalidInput", "The batch exceeds the maximum 100 changes per change set.", MaxActions);
        var partition = EntityRules.Row(actions[0].Entity).PartitionKey;
        var rows = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < actions.Length; i++)
        {
            var row = EntityRules.Row(actions[i].Entity);
            if (row.PartitionKey != partition)
                throw Refusal("CommandsInBatchActOnDifferentPartitions", "The batch has more than one partition.", i);
            if (!rows.Add(row.RowKey))
                throw Refusal("InvalidDuplicateRow", "A command with this RowKey is already present in the batch.", i);
            if (EntityRules.Violation(row) is var (code, message))
                throw Refusal(code, message, i);
        }
    }

    private static TableTransactionFailedException Refusal(string code, string message, int index)
    {
        var position = index.ToString(CultureInfo.InvariantCulture);
        return new(new RequestFailedException(400, $"{position}:{message}", code, null)
        {
            Data = { [TableTransactionFailedException.FailedEntity] = position },
        });
    }
}
