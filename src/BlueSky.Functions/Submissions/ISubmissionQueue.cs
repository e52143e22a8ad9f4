namespace BlueSky.Functions.Submissions;

/// <summary>
/// The queue that says which submission to look at next. A hint: the rows are the truth, and losing a message delays
/// a mail, no more, because Sweep finds what is open.
/// </summary>
internal interface ISubmissionQueue
{
    /// <summary>Sends a message that is seen after the delay (at most 7 days) and never expires.</summary>
    /// <returns>
    /// False when the queue could not be reached within 3 seconds; that is logged, and no reason to fail.
    /// </returns>
    Task<bool> TrySendAsync(SubmissionMessage message, TimeSpan delay, CancellationToken cancellationToken);
}
