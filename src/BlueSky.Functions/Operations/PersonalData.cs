using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>A submission with its mails in the outbox.</summary>
internal sealed record SubmissionRecord(Submission Submission, IReadOnlyList<OutboxMail> Mails);

/// <summary>Somebody else's submission that names the person; all the rest of it is somebody else's.</summary>
internal sealed record Mention(string Id, DateOnly Day)
{
    public SubmissionKey Key => new(Day, Id);

    public static Mention In(Submission submission) => new(submission.Id, submission.Key.Day);
}

/// <summary>What is held about somebody.</summary>
internal sealed record PersonalData(IReadOnlyList<SubmissionRecord> Submissions, IReadOnlyList<Recipient> Recipients)
{
    public IReadOnlyList<Mention> Mentions { get; init; } = [];

    public bool HoldsNothing() => this is { Submissions: [], Recipients: [], Mentions: [] };

    public IReadOnlyList<string> GetSubmissionIds() => Submissions.Select(record => record.Submission.Id).ToList();

    public IReadOnlyList<string> GetMentionIds() => Mentions.Select(mention => mention.Id).ToList();
}
