using BlueSky.Content.Localization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Subscriptions;
using BlueSky.Functions.Tests.Http;
using BlueSky.Functions.Tests.Settings;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.Functions.Tests.Subscriptions;

public sealed class SubscriptionLinksTests
{
    private const string AdasKey = "0d178c15a364d3f7534ef6840d33a7f401ac9838bb694f06de064b211508c06b";

    private static readonly EmailAddress Ada = EmailAddress.TryParse("Ada@example.org")!;
    private static readonly SubscriptionLinks Links = SignedBy(Secrets.K1);

    // Pinned: a link in a mail that was sent years ago must go on working.
    [Fact]
    public void A_known_address_has_a_known_link_that_does_not_show_it() =>
        Assert.Equal(
            $"https://forms.example.org/api/unsubscribe?t=k1.{AdasKey}.tgDobgbtX3wOeEmJx7k3b47U9uixI-7jljPgKAsJTQg",
            Links.ToUnsubscribe(Ada, Texts.English).AbsoluteUri);

    [Fact]
    public void A_link_leads_to_its_recipient() => Assert.Equal(
        AdasKey, Links.VerifyUnsubscribe($"k1.{AdasKey}.tgDobgbtX3wOeEmJx7k3b47U9uixI-7jljPgKAsJTQg"));

    [Fact]
    public void A_confirmation_link_names_one_request_and_expires_in_a_week() => Assert.Equal(
        new ConfirmationLink(AdasKey, 3, DateTimeOffset.Parse("2026-01-15T00:00:00Z")),
        Links.VerifyConfirm(TokenOf(LinkToConfirm(new Recipient { Key = AdasKey, RequestNumber = 3 }))));

    [Fact]
    public void A_token_serves_one_purpose()
    {
        var recipient = new Recipient { Key = AdasKey, RequestNumber = 1 };
        (string Purpose, string Token)[] tokens =
        [
            ("confirm", TokenOf(LinkToConfirm(recipient))),
            ("not-me", TokenOf(Links.ToNotMe(Links.LinkTo(recipient), Texts.English))),
            ("unsubscribe", TokenOf(Links.ToUnsubscribe(Ada, Texts.English))),
            ("resources", TokenOf(Links.ToResources(Ada, Texts.English))),
        ];

        foreach (var (purpose, token) in tokens)
        {
            Assert.Equal(purpose == "confirm", Links.VerifyConfirm(token) is not null);
            Assert.Equal(purpose == "not-me", Links.VerifyNotMe(token) is not null);
            Assert.Equal(purpose == "unsubscribe", Links.VerifyUnsubscribe(token) is not null);
            Assert.Equal(purpose == "resources", Links.VerifyResources(token) is not null);
        }
    }

    [Fact]
    public void A_token_that_was_changed_in_any_one_character_is_refused()
    {
        var token = TokenOf(LinkToConfirm(new Recipient { Key = AdasKey, RequestNumber = 1 }));

        for (var i = 0; i < token.Length; i++)
        {
            foreach (var other in "aA0-_.".Where(c => c != token[i]))
            {
                Assert.Null(Links.VerifyConfirm($"{token[..i]}{other}{token[(i + 1)..]}"));
            }
        }

        Assert.NotNull(Links.VerifyConfirm(token));
    }

    [Fact]
    public void A_key_that_no_longer_signs_still_verifies_and_an_unknown_one_does_not()
    {
        var token = TokenOf(Links.ToUnsubscribe(Ada, Texts.English));

        Assert.Equal(AdasKey, SignedBy(Secrets.K2, Secrets.K1).VerifyUnsubscribe(token));
        Assert.Null(SignedBy(Secrets.K2).VerifyUnsubscribe(token));
    }

    [Fact]
    public void A_link_names_its_language_unless_it_is_English()
    {
        Assert.EndsWith("&lang=es", Links.ToUnsubscribe(Ada, Texts.Spanish).Query, StringComparison.Ordinal);
        Assert.DoesNotContain("lang", Links.ToUnsubscribe(Ada, Texts.English).Query, StringComparison.Ordinal);
    }

    private static Uri LinkToConfirm(Recipient recipient) =>
        Links.ToConfirm(Links.LinkTo(recipient), Texts.English);

    private static string TokenOf(Uri link) => link.Query["?t=".Length..];

    private static SubscriptionLinks SignedBy(params SigningKey[] keys)
    {
        var secrets = Secrets.With(keys);
        return new SubscriptionLinks(
            new LinkTokens(secrets), secrets, Sites.Site, SettingsSamples.With().Get<SubscriptionSettings>(),
            new FakeTimeProvider(DateTimeOffset.Parse("2026-01-08T00:00:00Z")));
    }
}
