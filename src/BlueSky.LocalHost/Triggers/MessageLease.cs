namespace BlueSky.LocalHost.Triggers;

/// <summary>Holds a message while it is worked on, by renewing its lease.</summary>
internal static class MessageLease
{
    /// <summary>
    /// The real host leases for ten minutes. Here a killed LocalHost is restarted by hand or by a test, and its
    /// messages should be back within seconds of that.
    /// </summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    /// <returns>What the work returned, and the receipt that counts by then; null when the message was lost.</returns>
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
                // Not cancelled half-way: a renewal that was done without our knowing would cost us the receipt.
                receipt = await queue.HideAsync(message.Id, receipt, Duration, CancellationToken.None);
            }
#pragma warning disable CA1031 // Storage that is away for a moment: the lease has room for one more try.
            catch (Exception)
#pragma warning restore CA1031
            {
                continue;
            }
        }

        return receipt;
    }
}
