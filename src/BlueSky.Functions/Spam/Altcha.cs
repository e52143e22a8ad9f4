using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Spam;

/// <summary>
/// ALTCHA: the visitor's browser solves a proof of work before it sends the form. No third party is involved. The
/// caller must ensure that each solution is used only once.
/// </summary>
internal sealed partial class Altcha(AltchaSettings settings, TimeProvider clock)
{
    private const string Algorithm = "SHA-256";
    private const int MaxTokenLength = 2_000;

    public bool IsOn => settings.HmacKey is not null;

    public AltchaChallenge Issue()
    {
        var expires = (clock.GetUtcNow() + settings.ExpireAfter).ToUnixTimeSeconds();
        var random = RandomNumberGenerator.GetHexString(24, lowercase: true);
        var salt = string.Create(CultureInfo.InvariantCulture, $"{random}?expires={expires}&");
        var challenge = ChallengeOf(salt, RandomNumberGenerator.GetInt32(settings.MaxNumber + 1));
        return new AltchaChallenge(Algorithm, challenge, settings.MaxNumber, salt, SignatureOf(challenge));
    }

    /// <returns>Null unless this app issued the challenge, it has not expired, and it is solved.</returns>
    public OneTimeToken? Verify(string token) => Read(token) is { } solution
        && solution.Algorithm == Algorithm
        && ExpiryOf(solution.Salt) is { } expiry && expiry > clock.GetUtcNow()
        && solution.Challenge == ChallengeOf(solution.Salt, solution.Number)
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(SignatureOf(solution.Challenge)), Encoding.UTF8.GetBytes(solution.Signature))
            ? new OneTimeToken(solution.Challenge, expiry - settings.ExpireAfter)
            : null;

    private static AltchaSolution? Read(string token)
    {
        try
        {
            return token.Length <= MaxTokenLength
                ? JsonSerializer.Deserialize(Convert.FromBase64String(token), AltchaJson.Default.AltchaSolution)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static DateTimeOffset? ExpiryOf(string salt) =>
        Salt().Match(salt) is { Success: true } match
            ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            : null;

    private string SignatureOf(string challenge) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(settings.HmacKey!, Encoding.UTF8.GetBytes(challenge)));

    private static string ChallengeOf(string salt, int number) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{salt}{number}"))));

    // The & at the end separates the number from the expiry (CVE-2025-68113).
    [GeneratedRegex(@"\A[0-9a-f]{24}\?expires=([0-9]{1,11})&\z", RegexOptions.CultureInvariant)]
    private static partial Regex Salt();
}

/// <param name="HmacKey">Signs challenges; null switches ALTCHA off.</param>
/// <param name="MaxNumber">The maximum number of hashes to solve a challenge.</param>
/// <param name="ExpireAfter">The time to solve and send a challenge.</param>
internal sealed record AltchaSettings(byte[]? HmacKey, int MaxNumber, TimeSpan ExpireAfter) : ISettings<AltchaSettings>
{
    private const string MaxNumberName = "Altcha:MaxNumber";
    private const string ExpireAfterName = "Altcha:ExpireAfter";
    private const int MaxWork = 10_000_000;

    // Used challenges are looked up only for today and yesterday.
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(1);

    public static AltchaSettings Read(SettingsReader reader)
    {
        var maxNumber = reader.Integer(MaxNumberName, 50_000);
        if (maxNumber is 0 or > MaxWork)
        {
            reader.Report(MaxNumberName, "must be between 1 and 10000000");
        }

        var expireAfter = reader.Duration(ExpireAfterName, TimeSpan.FromHours(1));
        if (expireAfter > MaxLifetime)
        {
            reader.Report(ExpireAfterName, "must not be longer than a day");
        }

        return new AltchaSettings(
            reader.Optional("Altcha:HmacKey") is { } key ? reader.Secret("Altcha:HmacKey", key) : null,
            maxNumber,
            expireAfter);
    }
}

/// <summary>
/// ALTCHA's challenge, version 1: find the number for which SHA-256 of the salt and the number equals the challenge.
/// </summary>
internal sealed record AltchaChallenge(
    string Algorithm, string Challenge, [property: JsonPropertyName("maxnumber")] int MaxNumber, string Salt,
    string Signature);

/// <summary>The widget's solution, sent as JSON in base64.</summary>
/// <param name="Number">Must be numeric: as text, it could contain a part of the salt.</param>
internal sealed record AltchaSolution(string Algorithm, string Challenge, int Number, string Salt, string Signature);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AltchaChallenge))]
[JsonSerializable(typeof(AltchaSolution))]
internal sealed partial class AltchaJson : JsonSerializerContext;
