using BlueSky.Content.Localization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// The links in emails to subscribers. Those in a confirmation email expire and refer to one request; the others never
/// expire, because an email may be read years later. Invalid links are detected without reading a table.
/// </summary>
internal sealed class SubscriptionLinks(
    LinkTokens tokens, SecretSettings secrets, SiteSettings site, SubscriptionSettings settings, TimeProvider clock)
{
    private const string ConfirmPurpose = "confirm";
    private const string NotMePurpose = "not-me";
    private const string UnsubscribePurpose = "unsubscribe";
    private const string ResourcesPurpose = "resources";

    /// <summary>What the links in a confirmation email that is sent now refer to.</summary>
    public ConfirmationLink LinkTo(Recipient recipient) =>
        new(recipient.Key, recipient.RequestNumber, clock.GetUtcNow() + settings.ConfirmWithin);

    /// <param name="texts">The language of the page that it opens, as for all of these.</param>
    public Uri ToConfirm(ConfirmationLink link, Texts texts) => To(ConfirmPurpose, link.ToString(), texts);

    /// <summary>"This was not me."</summary>
    public Uri ToNotMe(ConfirmationLink link, Texts texts) => To(NotMePurpose, link.ToString(), texts);

    public Uri ToUnsubscribe(EmailAddress address, Texts texts) => To(UnsubscribePurpose, KeyOf(address), texts);

    public Uri ToResources(EmailAddress address, Texts texts) => To(ResourcesPurpose, KeyOf(address), texts);

    /// <returns>Null when the token is invalid, as for all of these.</returns>
    public ConfirmationLink? VerifyConfirm(string? token) => VerifyRequest(ConfirmPurpose, token);

    public ConfirmationLink? VerifyNotMe(string? token) => VerifyRequest(NotMePurpose, token);

    /// <returns>The recipient's key.</returns>
    public string? VerifyUnsubscribe(string? token) => tokens.Verify(UnsubscribePurpose, token);

    /// <returns>The recipient's key.</returns>
    public string? VerifyResources(string? token) => tokens.Verify(ResourcesPurpose, token);

    private string KeyOf(EmailAddress address) => RecipientKey.For(address, secrets.AddressKey);

    private ConfirmationLink? VerifyRequest(string purpose, string? token) =>
        tokens.Verify(purpose, token) is { } subject ? ConfirmationLink.Parse(subject) : null;

    // The path is the purpose that the token is bound to. A link without a language opens an English page.
    private Uri To(string purpose, string subject, Texts texts) => new(
        site.BaseUrl,
        $"/api/{purpose}?t={Uri.EscapeDataString(tokens.Issue(purpose, subject))}{VisitorLanguage.QueryOf(texts)}");
}
