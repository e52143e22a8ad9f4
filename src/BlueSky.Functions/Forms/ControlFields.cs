namespace BlueSky.Functions.Forms;

/// <summary>Fields that control the backend and are never stored.</summary>
/// <param name="HoneypotFilled">A field that is invisible to people was filled in.</param>
/// <param name="RedirectTo">The requested redirect; not validated yet.</param>
/// <param name="IdempotencyKey">The value of <c>_id</c>.</param>
/// <param name="LoadedAt">When the form was shown, in Unix milliseconds, by the visitor's clock.</param>
/// <param name="Language">The language of the page; not validated yet.</param>
internal sealed record ControlFields(
    bool HoneypotFilled, string? RedirectTo, string? IdempotencyKey, string? LoadedAt = null,
    string? AltchaToken = null, string? TurnstileToken = null, string? Language = null)
{
    public const string Altcha = "altcha";
    public const string Turnstile = "cf-turnstile-response";

    private static readonly HashSet<string> Honeypots =
        new(StringComparer.OrdinalIgnoreCase) { "_gotcha", "_honey", "botcheck", "bot-field" };

    private static readonly HashSet<string> Redirects =
        new(StringComparer.OrdinalIgnoreCase) { "_next", "_redirect", "redirect", "redirectTo" };

    private static readonly HashSet<string> ChallengeTokens = new(StringComparer.OrdinalIgnoreCase)
    {
        Altcha, Turnstile, "h-captcha-response", "g-recaptcha-response",
    };

    // The last seven would control the email that a post triggers; they are always ignored.
    private static readonly HashSet<string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        "_id", "_loadedAt", "_lang", "_cc", "_bcc", "_to", "_from", "_subject", "from_name", "webhook",
    };

    public static bool IsControl(string name) =>
        Others.Contains(name) || Honeypots.Contains(name) || Redirects.Contains(name) || ChallengeTokens.Contains(name);

    public static ControlFields From(IEnumerable<PostedField> fields)
    {
        var control = fields.Where(field => IsControl(field.Name) && field.Value.Length > 0).ToList();
        return new ControlFields(
            control.Any(field => Honeypots.Contains(field.Name) && IsFilled(field.Value)),
            control.Where(field => Redirects.Contains(field.Name)).Select(field => field.Value).FirstOrDefault(),
            First("_id"),
            First("_loadedAt"),
            First(Altcha),
            First(Turnstile),
            First("_lang"));

        string? First(string name) =>
            control.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(field => field.Value).FirstOrDefault();
    }

    // Unticked checkboxes and scripted clients send these values for "not filled".
    private static bool IsFilled(string value) =>
        value != "0" && !value.Equals("false", StringComparison.OrdinalIgnoreCase)
        && !value.Equals("off", StringComparison.OrdinalIgnoreCase);
}
