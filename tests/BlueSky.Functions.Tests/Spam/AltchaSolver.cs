using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Spam;

namespace BlueSky.Functions.Tests.Spam;

/// <summary>Does what the widget does in a browser.</summary>
internal static class AltchaSolver
{
    public static string Solve(AltchaChallenge challenge) => Encode(
        $$"""
        {"algorithm":"{{challenge.Algorithm}}","challenge":"{{challenge.Challenge}}","number":{{NumberOf(challenge)}},
         "salt":"{{challenge.Salt}}","signature":"{{challenge.Signature}}","took":12}
        """);

    public static int NumberOf(AltchaChallenge challenge) =>
        Enumerable.Range(0, challenge.MaxNumber + 1).First(number =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{challenge.Salt}{number}")))
        == challenge.Challenge);

    public static string Encode(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
}
