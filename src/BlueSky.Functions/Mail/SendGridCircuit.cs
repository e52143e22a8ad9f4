namespace BlueSky.Functions.Mail;

/// <summary>
/// How long the circuit breaker keeps requests from SendGrid. Polly tells only who tries, and a mail that must not be
/// sent now is not to be claimed, counted and tried first.
/// </summary>
internal sealed class SendGridCircuit(TimeProvider clock)
{
    private long openUntilTicks;

    /// <summary>Null when requests go through.</summary>
    public TimeSpan? OpenFor
    {
        get
        {
            var left = Interlocked.Read(ref openUntilTicks) - clock.GetUtcNow().UtcTicks;
            return left > 0 ? TimeSpan.FromTicks(left) : null;
        }
    }

    public void Open(TimeSpan time) =>
        Interlocked.Exchange(ref openUntilTicks, (clock.GetUtcNow() + time).UtcTicks);

    public void Close() => Interlocked.Exchange(ref openUntilTicks, 0);
}
