using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Digests;

/// <summary>A digest changes nothing; one mail to each of the staff is due.</summary>
internal sealed class DigestHandler(StaffDigest digest) : ISubmissionHandler
{
    /// <summary>Not a form that can be posted: only the timer leads here.</summary>
    public const string KindName = "digest";

    public string Kind => KindName;

    public Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken) =>
        Task.FromResult(digest.Due());
}
