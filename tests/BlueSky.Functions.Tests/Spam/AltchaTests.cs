using System.Globalization;
using BlueSky.Functions.Spam;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.Functions.Tests.Spam;

public sealed class AltchaTests
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.Parse("2026-01-08T19:42:07Z"));
    private readonly Altcha altcha;

    public AltchaTests() => altcha = new Altcha(Settings(key: 1), clock);

    [Fact]
    public void A_challenge_has_the_documented_form()
    {
        var challenge = altcha.Issue();

        Assert.Equal(("SHA-256", 1_000), (challenge.Algorithm, challenge.MaxNumber));
        Assert.Matches(@"^[0-9a-f]{24}\?expires=1767904927&$", challenge.Salt);
        Assert.Matches("^[0-9a-f]{64}$", challenge.Challenge);
        Assert.Matches("^[0-9a-f]{64}$", challenge.Signature);
        Assert.NotEqual(challenge.Salt, altcha.Issue().Salt);
    }

    // By openssl: the hash of salt and number, and the HMAC of that hash under 32 bytes of 1.
    [Fact]
    public void A_solution_by_the_books_passes() =>
        Assert.NotNull(altcha.Verify(AltchaSolver.Encode(
            """
            {"algorithm":"SHA-256","number":421,"salt":"0123456789abcdef01234567?expires=1767904927&",
             "challenge":"3ce63abf89f8e90bb8aa2d3062b41d3c3d9fae0bf7e95dc7714338c194f32157",
             "signature":"a5161645cbf3286f6b08604508a632cbb82ae24c22cdde007abba8d53dc9bbd2","took":37}
            """)));

    [Fact]
    public void A_solution_is_named_so_that_its_use_can_be_seen()
    {
        var challenge = altcha.Issue();

        var token = altcha.Verify(AltchaSolver.Solve(challenge));

        Assert.Equal((challenge.Challenge, DateTimeOffset.Parse("2026-01-08T19:42:07Z")), (token?.Id, token?.IssuedAt));
    }

    [Fact]
    public void A_solution_may_come_as_late_as_the_challenge_says()
    {
        var inTime = AltchaSolver.Solve(altcha.Issue());
        var tooLate = AltchaSolver.Solve(altcha.Issue());

        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(altcha.Verify(inTime));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(altcha.Verify(tooLate));
    }

    [Fact]
    public void A_challenge_that_somebody_else_signed_is_none() =>
        Assert.Null(altcha.Verify(AltchaSolver.Solve(new Altcha(Settings(key: 2), clock).Issue())));

    [Fact]
    public void The_expiry_cannot_take_digits_from_the_number()
    {
        // Of a number with a single digit, no digit can go to the salt: the last token below would not be forged.
        var (challenge, number) = Enumerable.Range(0, 100)
            .Select(_ => altcha.Issue())
            .Select(issued => (
                Challenge: issued, Number: AltchaSolver.NumberOf(issued).ToString(CultureInfo.InvariantCulture)))
            .First(solved => solved.Number.Length > 1);

        // What is hashed stays the same in each of these; only where it is cut differs.
        string[] forged =
        [
            Written(challenge, challenge.Salt.TrimEnd('&'), $"\"&{number}\""),
            Written(challenge, challenge.Salt[..24], $"\"{challenge.Salt[24..]}{number}\""),
            Written(challenge, challenge.Salt + number[..^1], number[^1..]),
        ];

        Assert.All(forged, token => Assert.Null(altcha.Verify(AltchaSolver.Encode(token))));
        Assert.NotNull(altcha.Verify(AltchaSolver.Encode(Written(challenge, challenge.Salt, number))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"algorithm":null,"challenge":null,"number":1,"salt":null,"signature":null}""")]
    [InlineData("""{"algorithm":"SHA-1","challenge":"a","number":1,"salt":"a","signature":"a"}""")]
    [InlineData("""{"algorithm":"SHA-256","challenge":"\ud800","number":1,"salt":"\ud800","signature":"\ud800"}""")]
    public void What_is_no_solution_fails(string json) => Assert.Null(altcha.Verify(AltchaSolver.Encode(json)));

    [Fact]
    public void What_is_not_even_base64_fails()
    {
        Assert.Null(altcha.Verify("not base64!"));
        Assert.Null(altcha.Verify(new string('A', 1_000_000)));
    }

    private static AltchaSettings Settings(byte key) =>
        new([.. Enumerable.Repeat(key, 32)], MaxNumber: 1_000, ExpireAfter: TimeSpan.FromHours(1));

    private static string Written(AltchaChallenge challenge, string salt, string number) =>
        $$"""
        {"algorithm":"SHA-256","challenge":"{{challenge.Challenge}}","number":{{number}},
         "salt":"{{salt}}","signature":"{{challenge.Signature}}"}
        """;
}
