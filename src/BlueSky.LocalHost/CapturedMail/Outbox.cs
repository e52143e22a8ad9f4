namespace BlueSky.LocalHost.CapturedMail;

/// <summary>Reads what the page of captured emails shows.</summary>
/// <param name="readSubmissions">Gives null when storage does not answer.</param>
internal sealed class Outbox(
    MailFolder mails, Func<CancellationToken, Task<IReadOnlyList<SubmissionState>?>> readSubmissions, Uri frontDesk,
    TimeZoneInfo clinicTime, TimeProvider time)
{
    private const int MaxListed = 50;

    public async Task<OutboxModel> ReadAsync(OutboxView view, CancellationToken aborted)
    {
        var submissions = await readSubmissions(aborted);
        List<CapturedEmail> emails = [.. mails.ReadNewest(MaxListed).Select(CapturedEmail.Parse)];
        var open = view.Id is null
            ? emails.FirstOrDefault()
            : emails.Find(email => email.Id == view.Id) ?? Find(view.Id);
        return new OutboxModel(
            view, emails, mails.Count(), open, submissions, frontDesk, clinicTime, time.GetUtcNow());
    }

    // An older one than those in the list.
    private CapturedEmail? Find(string id) => mails.Find(id) is { } mail ? CapturedEmail.Parse(mail) : null;
}
