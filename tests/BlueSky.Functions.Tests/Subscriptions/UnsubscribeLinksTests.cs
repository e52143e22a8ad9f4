using BlueSky.Functions.Forms;
using BlueSky.Functions.Subscriptions;
using BlueSky.Functions.Tests.Http;

namespace BlueSky.Functions.Tests.Subscriptions;

public sealed class UnsubscribeLinksTests
{
    private const string AdasKey = "0d178c15a364d3f7534ef6840d33a7f401ac9838bb694f06de064b211508c06b";

    private static readonly LinkTokens Tokens = new(Secrets.With(Secrets.K1));
    private static readonly UnsubscribeLinks Links = new(Tokens, Secrets.With(Secrets.K1), Sites.Site);

    // Pinned: a link in a mail that was sent years ago must go on working.
    [Fact]
    public void A_known_address_has_a_known_link_that_does_not_show_it() =>
        Assert.Equal(
            $"https://forms.example.org/api/unsubscribe?t=k1.{AdasKey}.tgDobgbtX3wOeEmJx7k3b47U9uixI-7jljPgKAsJTQg",
            Links.For(EmailAddress.TryParse("Ada@example.org")!).AbsoluteUri);

    [Fact]
    public void A_link_leads_to_its_recipient() =>
        Assert.Equal(AdasKey, Links.Verify($"k1.{AdasKey}.tgDobgbtX3wOeEmJx7k3b47U9uixI-7jljPgKAsJTQg"));

    [Fact]
    public void A_token_for_something_else_does_not_unsubscribe() =>
        Assert.Null(Links.Verify(Tokens.Issue("confirm", AdasKey)));
}
