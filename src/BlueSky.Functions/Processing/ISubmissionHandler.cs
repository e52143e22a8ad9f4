using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Processing;

/// <summary>Handles the submissions of one kind.</summary>
internal interface ISubmissionHandler
{
    /// <summary>The name of the form, or an internal kind, e.g. of the digest.</summary>
    string Kind { get; }

    /// <summary>
    /// Makes the changes and returns the emails that are due. May run more than once for one submission, also
    /// concurrently; every run must have the same result.
    /// </summary>
    Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken);

    /// <summary>The emails that are due when a submission is held back, until staff review it.</summary>
    IReadOnlyList<DueMail> DueWhenHeldBack() => [];
}
