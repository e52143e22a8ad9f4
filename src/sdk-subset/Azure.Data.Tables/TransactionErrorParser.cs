using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Storage.Shared;

namespace Azure.Data.Tables;

/// <summary>Reads which action was refused: its number stands before the message, as in <c>0:The …</c>.</summary>
internal sealed partial class TransactionErrorParser : RequestFailedDetailsParser
{
    private static readonly TransactionErrorParser Instance = new();

    public static TableTransactionFailedException Failure(Response refused)
    {
        var failure = new RequestFailedException(refused, innerException: null, Instance);
        return new TableTransactionFailedException(failure);
    }

    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        if (!StorageErrorParser.Instance.TryParse(response, out error, out data))
            return false;
        var index = ActionIndex().Match(error?.Message ?? "");
        if (index.Success)
        {
            data = new Dictionary<string, string>
            {
                [TableTransactionFailedException.FailedEntity] = index.Groups[1].Value,
            };
        }
        return true;
    }

    [GeneratedRegex(@"^(\d{1,3}):")]
    private static partial Regex ActionIndex();
}
