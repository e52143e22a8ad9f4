using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Spam;

/// <summary>
/// The enabled challenges. If both are enabled, one is enough, because a website may be changing from one to the other.
/// </summary>
internal sealed class Challenge(Altcha altcha, Turnstile turnstile, TimeProvider clock)
{
    private const int Capacity = 10_000;

    // Cloudflare accepts a token only once, but a repeated post sends the same token again.
    private readonly ExpiringCache<Lazy<Task<ChallengeOutcome>>> verified =
        new(TimeSpan.FromMinutes(10), Capacity, clock);

    /// <param name="post">Identifies content and sender: a token is accepted again only with the same post.</param>
    public async Task<ChallengeResult> CheckAsync(Form form, ControlFields control, string post) =>
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
            verified.Remove(use);
        }

        return outcome;
    }
}

/// <summary>Outcome of a challenge.</summary>
internal enum ChallengeOutcome
{
    /// <summary>No challenge is enabled.</summary>
    NotAsked,
    Passed,

    /// <summary>The token is missing, wrong or expired.</summary>
    Failed,

    /// <summary>Unknown: the verifier did not respond, or its response was not usable.</summary>
    Unverifiable,
}

/// <param name="Token">The token, if the app must ensure that it is used once; otherwise null.</param>
internal sealed record ChallengeResult(ChallengeOutcome Outcome, OneTimeToken? Token = null);
