using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Tests.Subscriptions;

namespace BlueSky.Functions.Tests.Http;

public sealed class LinkTokensTests
{
    private const string Known = "k1.abc123.7CWon_ArGI08HYDYtTcFzFTaabz7SdRXYbTTlc_BDyY";

    private readonly LinkTokens tokens = new(Secrets.With(Secrets.K1, Secrets.K2));

    // Pinned: links in mails that were sent years ago must go on working.
    [Fact]
    public void A_known_link_has_a_known_token()
    {
        Assert.Equal(Known, tokens.Issue("confirm", "abc123"));
        Assert.Equal("abc123", tokens.Verify("confirm", Known));
    }

    [Fact]
    public void A_token_opens_nothing_but_its_purpose()
    {
        Assert.Null(tokens.Verify("unsubscribe", Known));
        Assert.Null(tokens.Verify("Confirm", Known));
        Assert.Null(tokens.Verify("", Known));
    }

    [Fact]
    public void A_token_with_any_character_changed_added_or_left_out_is_refused_but_for_what_is_none()
    {
        for (var i = 0; i < Known.Length; i++)
        {
            foreach (var other in "AZaz09-_.=+/ !é\n".Where(c => c != Known[i]))
            {
                Assert.Null(tokens.Verify("confirm", $"{Known[..i]}{other}{Known[(i + 1)..]}"));
            }

            Assert.All("> ,;)\"'\n\u200B=", glued =>
                Assert.Equal("abc123", tokens.Verify("confirm", Known.Insert(i, $"{glued}"))));

            Assert.Null(tokens.Verify("confirm", Known.Remove(i, 1)));
            Assert.Null(tokens.Verify("confirm", Known.Insert(i, "A")));
        }
    }

    [Fact]
    public void Every_other_last_character_is_refused()
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

        var candidates = alphabet.Select(last => Known[..^1] + last);

        Assert.Equal([Known], candidates.Where(token => tokens.Verify("confirm", token) is not null));
    }

    [Fact]
    public void The_first_key_signs_and_all_verify()
    {
        var rotated = new LinkTokens(Secrets.With(Secrets.K2, Secrets.K1));

        Assert.StartsWith("k2.abc123.", rotated.Issue("confirm", "abc123"), StringComparison.Ordinal);
        Assert.Equal("abc123", rotated.Verify("confirm", Known));
        Assert.Equal("abc123", tokens.Verify("confirm", rotated.Issue("confirm", "abc123")));
    }

    [Fact]
    public void A_token_of_a_key_that_is_gone_or_was_replaced_is_refused()
    {
        Assert.Null(new LinkTokens(Secrets.With(Secrets.K2)).Verify("confirm", Known));
        Assert.Null(
            new LinkTokens(Secrets.With(new SigningKey("k1", Secrets.K2.Bytes))).Verify("confirm", Known));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("k1")]
    [InlineData("k1.abc123")]
    [InlineData("k1.abc123.")]
    [InlineData("k1.abc123.!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("k1.abc123.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("k1.abc123.é漢😀éééééééééééééééééééééééééééééééééééééé")]
    [InlineData("3D")]
    [InlineData("3D3D" + Known)]
    [InlineData(Known + "A.")]
    public void What_is_no_token_is_refused(string? token) => Assert.Null(tokens.Verify("confirm", token));

    [Theory]
    [InlineData(Known + ">")]
    [InlineData("<" + Known + ">.")]
    [InlineData(" " + Known + " ")]
    [InlineData(Known + ",")]
    [InlineData(Known + ");")]
    [InlineData("\"" + Known + "\".")]
    [InlineData("\u201C" + Known + "\u201D")]
    [InlineData(Known + "\u200B\uFEFF")]
    [InlineData("k1.abc123=\r\n.7CWon_ArGI08HYDYtTcFzFTa=\r\nabz7SdRXYbTTlc_BDyY")]
    [InlineData("3D" + Known)]
    [InlineData("k1%2Eabc123%2E7CWon_ArGI08HYDYtTcFzFTaabz7SdRXYbTTlc_BDyY")]
    public void What_mail_programs_glue_to_a_link_or_wrap_into_it_does_no_harm(string token) =>
        Assert.Equal("abc123", tokens.Verify("confirm", token));

    [Fact]
    public void A_token_of_more_than_a_thousand_characters_is_not_looked_at()
    {
        Assert.Equal("abc123", tokens.Verify("confirm", Known.PadRight(1_000)));
        Assert.Null(tokens.Verify("confirm", Known.PadRight(1_001)));
    }

    [Fact]
    public void Two_thousand_pieces_of_garbage_are_refused()
    {
        var numbers = new SeededNumbers(8058);

        for (var i = 0; i < 2_000; i++)
        {
            var limit = i % 2 == 0 ? 0x80 : 0x10000;
            var mac = string.Concat(Enumerable.Range(0, 43).Select(_ => (char)numbers.Next(limit)));

            Assert.Null(tokens.Verify("confirm", $"k1.abc123.{mac}"));
        }
    }
}
