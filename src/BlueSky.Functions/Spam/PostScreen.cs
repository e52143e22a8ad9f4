using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Spam;

/// <summary>
/// Decides what is done with a post. Its repeats (a double click, a script's retry) are not counted again, and need
/// no further challenge.
/// </summary>
internal sealed class PostScreen(
    Challenge challenge, SpamFilter filter, PostRates rates, SpamSettings settings, TimeProvider clock)
{
    private const int Capacity = 10_000;

    // As long as repeats are one submission.
    private readonly ExpiringCache<IReadOnlyList<Signal>> counted = new(TimeSpan.FromMinutes(10), Capacity, clock);

    public async Task<Verdict> JudgeAsync(Form form, FormEntry entry, PostSource source)
    {
        // With the network: a bot's post of somebody's address must not settle what becomes of theirs.
        var post = PostOf(form, entry, source);
        var answer = await challenge.CheckAsync(form, entry.Control, post);
        if (answer.Outcome == ChallengeOutcome.Failed)
        {
            return new Verdict.ChallengeFailed();
        }

        var signals = counted.GetOrAdd(post, () => rates.Count(form, entry, source).ToList());
        return entry.Control.HoneypotFilled
            // Intake holds it back. A bot is not to learn by a refusal that it fills what people do not see.
            ? new Verdict.Store(new Judgement(Token: answer.Token))
            : filter.Judge(form, entry, source, signals) is Verdict.Store stored
                ? new Verdict.Store(Combine(stored.Judgement, answer))
                : new Verdict.Refuse();
    }

    private Judgement Combine(Judgement judgement, ChallengeAnswer answer) =>
        answer.Outcome != ChallengeOutcome.Unverifiable ? judgement with { Token = answer.Token }
        : settings.QuarantineUnverified
            ? new Judgement(judgement.Suspicion ?? "the challenge could not be verified")
            : judgement with { IsClean = false };

    private static string PostOf(Form form, FormEntry entry, PostSource source) =>
        SubmissionId.HashOf(ProcessKey.Bytes, new SubmissionIdentity(
            source.Network, form.Name, entry.Control.IdempotencyKey ?? "", [.. entry.Known, .. entry.Others]));
}
