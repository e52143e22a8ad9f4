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

    public Uri ToConfirm(Recipient recipient) => ToRequest(ConfirmPurpose, recipient);

    /// <summary>"This was not me."</summary>
    public Uri ToNotMe(Recipient recipient) => ToRequest(NotMePurpose, recipient);

    public Uri ToUnsubscribe(EmailAddress address) => To(UnsubscribePurpose, KeyOf(address));

    public Uri ToResources(EmailAddress address) => To(ResourcesPurpose, KeyOf(address));

    /// <returns>Null when the token is invalid, as for all of these.</returns>
    public ConfirmationLink? VerifyConfirm(string? token) => VerifyRequest(ConfirmPurpose, token);

    public ConfirmationLink? VerifyNotMe(string? token) => VerifyRequest(NotMePurpose, token);

    /// <returns>The recipient's key.</returns>
    public string? VerifyUnsubscribe(string? token) => tokens.Verify(UnsubscribePurpose, token);

    /// <returns>The recipient's key.</returns>
    public string? VerifyResources(string? token) => tokens.Verify(ResourcesPurpose, token);

    private string KeyOf(EmailAddress address) => RecipientKey.For(address, secrets.AddressKey);

    private Uri ToRequest(string purpose, Recipient recipient) => To(
        purpose,
        new ConfirmationLink(
            recipient.Key, recipient.RequestNumber, clock.GetUtcNow() + settings.ConfirmWithin).ToString());

    private ConfirmationLink? VerifyRequest(string purpose, string? token) =>
        tokens.Verify(purpose, token) is { } subject ? ConfirmationLink.Parse(subject) : null;

    // The path is the purpose that the token is bound to.
    private Uri To(string purpose, string subject) =>
        new(site.BaseUrl, $"/api/{purpose}?t={Uri.EscapeDataString(tokens.Issue(purpose, subject))}");
}
