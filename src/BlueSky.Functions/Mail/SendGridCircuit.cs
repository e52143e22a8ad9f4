namespace BlueSky.Functions.Mail;

/// <summary>
/// Whether the circuit breaker lets a request through. Polly tells only who tries, and a mail that must not be sent now
/// is not to be claimed, counted and tried first.
/// </summary>
internal sealed class SendGridCircuit(TimeProvider clock)
{
    private const long Closed = 0;

    private long openUntil = Closed;

    /// <returns>
    /// How long to wait; null for who may try. After a break that is one, who finds out; the others go on waiting.
    /// </returns>
    public TimeSpan? Enter()
    {
        var until = Interlocked.Read(ref openUntil);
        var now = clock.GetUtcNow().UtcTicks;
        if (until == Closed || now < until)
        {
            return until == Closed ? null : TimeSpan.FromTicks(until - now);
        }

        var foundOut = now + SendGridPipeline.AttemptTimeout.Ticks;
        return Interlocked.CompareExchange(ref openUntil, foundOut, until) == until
            ? null
            : SendGridPipeline.AttemptTimeout;
    }

    public void Open(TimeSpan time) => Interlocked.Exchange(ref openUntil, (clock.GetUtcNow() + time).UtcTicks);

    public void Close() => Interlocked.Exchange(ref openUntil, Closed);
}
