namespace BlueSky.Functions.Imports;

/// <summary>Deletes imports that were never started or failed, after a day, and done ones after a month.</summary>
internal sealed class ImportCleanup(IImportStore store, TimeProvider clock)
{
    private static readonly TimeSpan KeptWithAddresses = TimeSpan.FromDays(1);

    /// <summary>Without addresses: only the counts.</summary>
    private static readonly TimeSpan KeptDone = TimeSpan.FromDays(30);

    /// <returns>How many were deleted.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var removed = 0;
        await foreach (var import in store.FindBeforeAsync(now - KeptWithAddresses, cancellationToken))
        {
            if (import.State is ImportState.Uploading or ImportState.Preview or ImportState.Failed
                || (import.State == ImportState.Done && import.ChangedAt < now - KeptDone))
            {
                await store.RemoveAsync(import.Id, cancellationToken);
                removed++;
            }
        }

        return removed;
    }
}
