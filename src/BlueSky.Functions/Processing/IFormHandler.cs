using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Processing;

/// <summary>What follows from a submission of one form.</summary>
internal interface IFormHandler
{
    /// <summary>The name of its form.</summary>
    string Form { get; }

    /// <summary>
    /// Changes what is to be changed and says which mails are due. It may run more than once for one submission, also
    /// at the same time, and must come to the same result each time.
    /// </summary>
    Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken);
}
