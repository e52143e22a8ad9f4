using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Subscriptions;

/// <summary>Links that end a subscription. They never expire: a mail may be read years later.</summary>
internal sealed class UnsubscribeLinks(LinkTokens tokens, SecretSettings secrets, SiteSettings site)
{
    private const string Purpose = "unsubscribe";

    public Uri For(EmailAddress address)
    {
        var token = tokens.Issue(Purpose, RecipientKey.For(address, secrets.AddressKey));
        return new Uri(site.BaseUrl, $"/api/unsubscribe?t={Uri.EscapeDataString(token)}");
    }

    /// <returns>The key of the recipient that the link is for; null when the token is not ours.</returns>
    public string? Verify(string? token) => tokens.Verify(Purpose, token);
}
