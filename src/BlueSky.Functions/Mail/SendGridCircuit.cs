namespace BlueSky.Functions.Mail;

/// <summary>
/// Whether the circuit breaker allows a request. Polly reports this only for an actual attempt, but an email that
/// cannot be sent now must not be claimed and counted first.
/// </summary>
internal sealed class SendGridCircuit(TimeProvider clock)
{
    private const long Closed = 0;

    private long openUntil = Closed;

    /// <returns>
    /// How long to wait; null when the caller may send. After a break only one caller may, to test whether SendGrid
    /// works again; the others wait.
    /// </returns>
    public TimeSpan? GetDelay()
    {
        var until = Interlocked.Read(ref openUntil);
        var now = clock.GetUtcNow().UtcTicks;
        if (until == Closed || now < until)
        {
            return until == Closed ? null : TimeSpan.FromTicks(until - now);
        }

        var testEnds = now + SendGridPipeline.AttemptTimeout.Ticks;
        return Interlocked.CompareExchange(ref openUntil, testEnds, until) == until
            ? null
            : SendGridPipeline.AttemptTimeout;
    }

    public void Open(TimeSpan time) => Interlocked.Exchange(ref openUntil, (clock.GetUtcNow() + time).UtcTicks);

    public void Close() => Interlocked.Exchange(ref openUntil, Closed);
}
