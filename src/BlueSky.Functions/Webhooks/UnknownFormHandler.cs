using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Webhooks;

/// <summary>Notifies staff of a submission whose form is in no setting: it is always held back.</summary>
internal sealed class UnknownFormHandler(StaffNotice staff) : ISubmissionHandler
{
    public string Kind => Submission.UnknownKind;

    public Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DueMail>>([]);

    public IReadOnlyList<DueMail> DueWhenHeldBack() => staff.Due();
}
