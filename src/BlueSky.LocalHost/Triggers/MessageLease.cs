namespace BlueSky.LocalHost.Triggers;

/// <summary>Renews the lease of a message while it is processed.</summary>
internal static class MessageLease
{
    /// <summary>
    /// The real host's leases take ten minutes. These are shorter, so that messages are available soon after a killed
    /// LocalHost is restarted.
    /// </summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    /// <returns>The result of the work, and the latest receipt; null when the lease was lost.</returns>
    public static async Task<(bool Result, string? Receipt)> HoldAsync(
        IMessageQueue queue, LeasedMessage message, TimeProvider time, Func<Task<bool>> work)
    {
        using var done = new CancellationTokenSource();
        var renewing = RenewAsync(queue, message, time, done.Token);
        var result = await work();
        await done.CancelAsync();
        return (result, await renewing);
    }

    private static async Task<string?> RenewAsync(
        IMessageQueue queue, LeasedMessage message, TimeProvider time, CancellationToken done)
    {
        string? receipt = message.Receipt;
        while (receipt is not null)
        {
            await Task.Delay(Renewal, time, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested)
                break;
            try
            {
                // Not cancelled: if a renewal succeeded without a response, the receipt would be lost.
                receipt = await queue.HideAsync(message.Id, receipt, Duration, CancellationToken.None);
            }
#pragma warning disable CA1031 // A short outage: the lease is long enough for another attempt.
            catch (Exception)
#pragma warning restore CA1031
            {
                continue;
            }
        }

        return receipt;
    }
}
