using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Requests;

/// <summary>Keeps the index in step with the submissions.</summary>
internal sealed class RequestIndexing(IRequestIndex index, ISubmissionStore submissions, FormCatalog forms)
{
    /// <summary>The promise to requests that were stored without one.</summary>
    private static readonly TimeSpan DefaultPromise = TimeSpan.FromDays(1);

    /// <summary>The kinds of submissions whose senders expect an answer.</summary>
    public IReadOnlyList<string> Kinds { get; } =
        [.. forms.Names.Where(name => forms.Find(name)!.WaitsForAnswer), Submission.UnknownKind];

    /// <summary>Whether the sender of such a submission expects an answer from staff.</summary>
    public bool IsRequest(string kind) =>
        kind == Submission.UnknownKind || forms.Find(kind) is { WaitsForAnswer: true };

    /// <summary>
    /// Puts a submission into the index, if it is a request. Idempotent. It may have been erased since it was read: a
    /// caller that does not change its row afterwards uses <see cref="UpdateAsync"/>.
    /// </summary>
    public Task PutAsync(Submission submission, CancellationToken cancellationToken) => IsRequest(submission.Kind)
        ? index.PutAsync(LineOf(submission), cancellationToken)
        : Task.CompletedTask;

    /// <summary>
    /// Puts a submission into the index, if it is a request, and removes it if it was erased meanwhile. Idempotent.
    /// </summary>
    public async Task UpdateAsync(Submission submission, CancellationToken cancellationToken)
    {
        await PutAsync(submission, cancellationToken);
        if (IsRequest(submission.Kind) && await submissions.FindAsync(submission.Key, cancellationToken) is null)
        {
            await RemoveAsync(submission.Key, cancellationToken);
        }
    }

    /// <summary>Removes a submission that does not exist any more from the index. Idempotent.</summary>
    public Task RemoveAsync(SubmissionKey submission, CancellationToken cancellationToken) =>
        index.RemoveAsync(submission, cancellationToken);

    public static RequestLine LineOf(Submission submission) => new()
    {
        Key = submission.Key,
        Kind = submission.Kind,
        ReceivedAt = submission.ReceivedAt,
        PromisedBy = submission.PromisedBy ?? submission.ReceivedAt + DefaultPromise,
        IsHeldBack = submission.IsHeldBack,
        Handling = submission.Handling,
        Name = submission.Name,
        Phone = submission.Phone,
        Email = submission.Email,
        PreferredContact = FieldOf(submission, "preferred_contact"),
        PreferredTime = FieldOf(submission, "preferred_time"),
        Language = submission.Language,
        Reason = submission.Error,
    };

    private static string? FieldOf(Submission submission, string name) =>
        submission.Fields.Where(field => field.Name == name).Select(field => field.Value).FirstOrDefault();
}
