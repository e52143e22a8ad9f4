using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Challenges;

/// <summary>
/// The challenges that are switched on. With both, one of them is enough: a website may be moving to the other.
/// </summary>
internal sealed class Challenge(Altcha altcha, Turnstile turnstile)
{
    public async Task<ChallengeOutcome> CheckAsync(ControlFields control) =>
        !altcha.IsOn && !turnstile.IsOn ? ChallengeOutcome.NotAsked
        : altcha.IsOn && control.AltchaToken is { } solution && altcha.Verify(solution) ? ChallengeOutcome.Passed
        : turnstile.IsOn && control.TurnstileToken is { } token ? await turnstile.VerifyAsync(token)
        : ChallengeOutcome.Failed;
}
