using Azure;
using Azure.Data.Tables;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Tool.Doctor;

/// <summary>
/// Whether <c>Secrets:AddressKey</c> is the key by which the stored recipients got theirs. With another one, the app
/// finds none of them: opt-outs and suppressions would be forgotten.
/// </summary>
internal sealed class AddressKeyCheck(TableServiceClient tables, byte[] addressKey)
{
    public const string What = "address key: whether stored recipients were made with it";
    private const int Sample = 20;

    /// <summary>The table is read until there are enough rows with an address.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    public async Task<Finding> RunAsync(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeLimit);
        try
        {
            var matches = await ReadAsync(limit.Token).Take(Sample).ToListAsync(limit.Token);
            return matches.Count == 0
                ? Finding.NotChecked(What, "no recipient is stored yet")
                : matches.TrueForAll(isMatch => isMatch)
                    ? Finding.Ok($"address key: stored recipients were made with it ({matches.Count} tried)")
                    : Finding.Wrong(
                        $"address key: {matches.Count(isMatch => !isMatch)} of {matches.Count} stored recipients were "
                        + "made with another key.",
                        "Put the first address key back; docs/recovery.md says where it is kept.");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Finding.NotChecked(What, "no recipient was found in time");
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return Finding.NotChecked(What, "no recipient is stored yet");
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            return Finding.NotChecked(What, "the table of recipients could not be read");
        }
    }

    private IAsyncEnumerable<bool> ReadAsync(CancellationToken stop) =>
        tables.GetTableClient(TableName.Recipients)
            .QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"Email gt {""}"), select: ["RowKey", "Email"], cancellationToken: stop)
            .Select(row => (row.RowKey, Address: EmailAddress.TryParse(row.GetString("Email"))))
            .Where(row => row.Address is not null)
            .Select(row => RecipientKey.For(row.Address!, addressKey) == row.RowKey);
}
