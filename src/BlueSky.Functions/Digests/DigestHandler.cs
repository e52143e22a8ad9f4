using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Digests;

/// <summary>Requests one email to each staff address; changes nothing.</summary>
internal sealed class DigestHandler(StaffDigest digest) : ISubmissionHandler
{
    /// <summary>Not a form: submissions of this kind come only from the timer.</summary>
    public const string KindName = "digest";

    public string Kind => KindName;

    public Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken) =>
        Task.FromResult(digest.Due());
}
