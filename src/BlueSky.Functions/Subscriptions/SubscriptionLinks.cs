using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// The links in mails to subscribers. Those of a confirmation mail expire and name one request; the others work for
/// ever, because a mail may be read years later. No table is read to tell a forged one.
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

    /// <returns>Null when the token is not ours, as for all of these.</returns>
    public ConfirmationLink? VerifyConfirm(string? token) => VerifyRequest(ConfirmPurpose, token);

    public ConfirmationLink? VerifyNotMe(string? token) => VerifyRequest(NotMePurpose, token);

    /// <returns>The recipient's key.</returns>
    public string? VerifyUnsubscribe(string? token) => tokens.Verify(UnsubscribePurpose, token);

    /// <returns>The recipient's key.</returns>
    public string? VerifyResources(string? token) => tokens.Verify(ResourcesPurpose, token);

    private string KeyOf(EmailAddress address) => RecipientKey.For(address, secrets.AddressKey);

    private Uri ToRequest(string purpose, Recipient recipient) => To(
        purpose,
        new ConfirmationLink(recipient.Key, recipient.RequestNumber, clock.GetUtcNow() + settings.ConfirmWithin).ToString());

    private ConfirmationLink? VerifyRequest(string purpose, string? token) =>
        tokens.Verify(purpose, token) is { } subject ? ConfirmationLink.Parse(subject) : null;

    // A link's address says what it is for, as its token does.
    private Uri To(string purpose, string subject) =>
        new(site.BaseUrl, $"/api/{purpose}?t={Uri.EscapeDataString(tokens.Issue(purpose, subject))}");
}
