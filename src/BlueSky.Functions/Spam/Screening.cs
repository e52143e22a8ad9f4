using BlueSky.Functions.Challenges;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Spam;

/// <summary>
/// Decides what is done with a post, once: its repeats (a double click, a script's retry) get the same verdict. Else
/// they would be another submission, be counted as a burst, and fail the challenge, whose token is good for once.
/// </summary>
internal sealed class Screening(Challenge challenge, SpamFilter filter, SpamSettings settings, TimeProvider clock)
{
    private const int Capacity = 10_000;

    // As long as repeats are one submission.
    private readonly RecentMemory<Lazy<Task<Verdict>>> verdicts = new(TimeSpan.FromMinutes(10), Capacity, clock);

    public async Task<Verdict> JudgeAsync(Form form, FormEntry entry, Visit visit)
    {
        if (entry.Control.HoneypotFilled)
        {
            // Intake quarantines it; a bot is not to learn of the challenge.
            return new Verdict.Accept();
        }

        var post = PostOf(form, entry, visit);
        var verdict = await verdicts
            .GetOrAdd(post, () => new Lazy<Task<Verdict>>(() => ScreenAsync(form, entry, visit))).Value;
        if (verdict is Verdict.ChallengeFailed)
        {
            // With another token it is another matter.
            verdicts.Forget(post);
        }

        return verdict;
    }

    private async Task<Verdict> ScreenAsync(Form form, FormEntry entry, Visit visit) =>
        await challenge.CheckAsync(entry.Control) switch
        {
            ChallengeOutcome.Failed => new Verdict.ChallengeFailed(),
            ChallengeOutcome.Unverifiable when settings.QuarantineUnverified =>
                new Verdict.Quarantine("the challenge could not be verified"),
            _ => filter.Judge(form, entry, visit),
        };

    // With the network: a bot's post of somebody's address must not settle what becomes of theirs.
    private static string PostOf(Form form, FormEntry entry, Visit visit) =>
        SubmissionId.HashOf(ProcessKey.Bytes, new SubmissionIdentity(
            visit.Network, form.Name, entry.Control.IdempotencyKey ?? "", HoneypotFilled: false,
            [.. entry.Known, .. entry.Others]));
}
