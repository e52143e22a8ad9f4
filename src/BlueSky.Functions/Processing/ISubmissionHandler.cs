using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Processing;

/// <summary>What follows from a submission of one kind.</summary>
internal interface ISubmissionHandler
{
    /// <summary>The name of its form, or what else it follows from.</summary>
    string Kind { get; }

    /// <summary>
    /// Changes what is to be changed and says which mails are due. It may run more than once for one submission, also
    /// at the same time, and must come to the same result each time.
    /// </summary>
    Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken);
}
