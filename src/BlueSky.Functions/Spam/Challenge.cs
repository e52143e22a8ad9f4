using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Spam;

/// <summary>
/// The challenges that are switched on. With both, one of them is enough: a website may be moving to the other.
/// </summary>
internal sealed class Challenge(Altcha altcha, Turnstile turnstile, TimeProvider clock)
{
    private const int Capacity = 10_000;

    // Cloudflare takes a token once; a post may come again with it.
    private readonly ExpiringCache<Lazy<Task<ChallengeOutcome>>> verified =
        new(TimeSpan.FromMinutes(10), Capacity, clock);

    /// <param name="post">Names the content and whoever posts it: a token passes again with the same post.</param>
    public async Task<ChallengeAnswer> CheckAsync(Form form, ControlFields control, string post) =>
        !altcha.IsOn && !turnstile.IsOn ? new(ChallengeOutcome.NotAsked)
        : altcha.IsOn && control.AltchaToken is { } solution && altcha.Verify(solution) is { } token
            ? new(ChallengeOutcome.Passed, token)
        : turnstile.IsOn && control.TurnstileToken is { } response
            ? new(await VerifyAsync(response, form.Name, ProcessKey.HashOf($"{post} {response}")))
        : new(ChallengeOutcome.Failed);

    private async Task<ChallengeOutcome> VerifyAsync(string response, string form, string use)
    {
        var outcome = await verified.GetOrAdd(
            use, () => new Lazy<Task<ChallengeOutcome>>(() => turnstile.VerifyAsync(response, form))).Value;
        if (outcome == ChallengeOutcome.Unverifiable)
        {
            verified.Forget(use);
        }

        return outcome;
    }
}
