using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

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

/// <summary>What came of a challenge.</summary>
internal enum ChallengeOutcome
{
    /// <summary>None is switched on.</summary>
    NotAsked,
    Passed,

    /// <summary>The token is missing or wrong, or came too late.</summary>
    Failed,

    /// <summary>Nobody could say: the verifier did not answer, or not as it should.</summary>
    Unverifiable,
}

/// <param name="Token">What passed, if it is for the app to see that it is used once; null otherwise.</param>
internal sealed record ChallengeAnswer(ChallengeOutcome Outcome, OneTimeToken? Token = null);
