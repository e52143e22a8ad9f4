using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Spam;

/// <summary>
/// Decides what is done with a post, once: its repeats (a double click, a script's retry) get the same verdict. Else
/// they would be another submission, be counted as a burst, and fail the challenge, whose token is good for once.
/// </summary>
internal sealed class Screening(SpamFilter filter, TimeProvider clock)
{
    private const int Capacity = 10_000;

    // As long as repeats are one submission.
    private readonly RecentMemory<Lazy<Verdict>> verdicts = new(TimeSpan.FromMinutes(10), Capacity, clock);

    public Verdict Judge(Form form, FormEntry entry, Visit visit) =>
        // Intake quarantines it.
        entry.Control.HoneypotFilled
            ? new Verdict.Accept()
            : verdicts.GetOrAdd(
                PostOf(form, entry, visit), () => new Lazy<Verdict>(() => filter.Judge(form, entry, visit))).Value;

    // With the network: a bot's post of somebody's address must not settle what becomes of theirs.
    private static string PostOf(Form form, FormEntry entry, Visit visit) =>
        SubmissionId.HashOf(ProcessKey.Bytes, new SubmissionIdentity(
            visit.Network, form.Name, entry.Control.IdempotencyKey ?? "", HoneypotFilled: false,
            [.. Intake.KnownFields(form, entry), .. entry.Others]));
}
