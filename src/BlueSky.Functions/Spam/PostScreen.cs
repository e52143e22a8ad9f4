using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Spam;

/// <summary>
/// Decides whether a post is stored. Repeats (a double click, a script's retry) are not counted again and need no new
/// challenge.
/// </summary>
internal sealed class PostScreen(
    Challenge challenge, SpamFilter filter, PostRates rates, SpamSettings settings, TimeProvider clock)
{
    private const int Capacity = 10_000;

    // The default of Form.RepeatWindow.
    private readonly ExpiringCache<IReadOnlyList<Signal>> counted = new(TimeSpan.FromMinutes(10), Capacity, clock);

    public async Task<Verdict> JudgeAsync(Form form, FormEntry entry, PostSource source)
    {
        // Includes the network: a bot's post must not affect the verdict on the same post from a person.
        var post = PostOf(form, entry, source);
        var result = await challenge.CheckAsync(form, entry.Control, post);
        if (result.Outcome == ChallengeOutcome.Failed)
        {
            return new Verdict.ChallengeFailed();
        }

        var signals = counted.GetOrAdd(post, () => rates.Count(form, entry, source));
        return entry.Control.HoneypotFilled
            // The draft quarantines it. A refusal would tell the bot that the field is a honeypot.
            ? new Verdict.Store(new Judgement(Token: result.Token))
            : filter.Judge(form, entry, source, signals) is Verdict.Store stored
                ? new Verdict.Store(Combine(stored.Judgement, result))
                : new Verdict.Refuse();
    }

    private Judgement Combine(Judgement judgement, ChallengeResult result) =>
        result.Outcome != ChallengeOutcome.Unverifiable ? judgement with { Token = result.Token }
        : settings.QuarantineUnverified
            ? new Judgement(judgement.Suspicion ?? "the challenge could not be verified")
            : judgement with { IsClean = false };

    private static string PostOf(Form form, FormEntry entry, PostSource source) =>
        SubmissionId.HashOf(ProcessKey.Bytes, new SubmissionIdentity(
            source.Network, form.Name, entry.Control.IdempotencyKey ?? "", [.. entry.Known, .. entry.Others]));
}
