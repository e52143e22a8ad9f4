using System.Text.Json;
using System.Text.Json.Serialization;
using SendGrid.Helpers.Mail.Model;

namespace SendGrid.Helpers.Mail;

/// <summary>The body of a <c>mail/send</c> request.</summary>
public class SendGridMessage
{
    [JsonPropertyName("from")]
    public EmailAddress From { get; set; }

    [JsonPropertyName("subject")]
    public string Subject { get; set; }

    [JsonPropertyName("personalizations")]
    public List<Personalization> Personalizations { get; set; }

    [JsonPropertyName("content")]
    public List<Content> Contents { get; set; }

    /// <summary>The text/plain part. Serialising moves it to <see cref="Contents"/>, whatever those were.</summary>
    [JsonIgnore]
    public string PlainTextContent { get; set; }

    /// <summary>The text/html part. Serialising moves it to <see cref="Contents"/>, whatever those were.</summary>
    [JsonIgnore]
    public string HtmlContent { get; set; }

    [JsonPropertyName("headers")]
    public Dictionary<string, string> Headers { get; set; }

    [JsonPropertyName("categories")]
    public List<string> Categories { get; set; }

    [JsonPropertyName("custom_args")]
    public Dictionary<string, string> CustomArgs { get; set; }

    [JsonPropertyName("tracking_settings")]
    public TrackingSettings TrackingSettings { get; set; }

    [JsonPropertyName("reply_to")]
    public EmailAddress ReplyTo { get; set; }

    public void AddTo(string email, string name = null)
    {
        if (string.IsNullOrWhiteSpace(email))
            throw new ArgumentNullException(nameof(email));
        AddTo(new EmailAddress(email, name));
    }

    /// <inheritdoc cref="AddHeader"/>
    public void AddTo(EmailAddress email, int personalizationIndex = 0, Personalization personalization = null)
    {
        ArgumentNullException.ThrowIfNull(email);
        (Personalize(personalizationIndex, personalization).Tos ??= []).Add(email);
    }

    /// <summary>
    /// Adds to the personalization at that index, which may be the next free one, or to
    /// <paramref name="personalization"/>, which then becomes one of the message's.
    /// </summary>
    /// <exception cref="ArgumentException">The index is beyond the next free one, or the key is taken.</exception>
    public void AddHeader(
        string headerKey,
        string headerValue,
        int personalizationIndex = 0,
        Personalization personalization = null) =>
        (Personalize(personalizationIndex, personalization).Headers ??= []).Add(headerKey, headerValue);

    /// <inheritdoc cref="AddHeader"/>
    public void AddCustomArg(
        string customArgKey,
        string customArgValue,
        int personalizationIndex = 0,
        Personalization personalization = null) =>
        (Personalize(personalizationIndex, personalization).CustomArgs ??= []).Add(customArgKey, customArgValue);

    /// <summary>Adds to the headers of the whole message.</summary>
    public void AddGlobalHeader(string key, string value) => (Headers ??= []).Add(key, value);

    /// <summary>Adds to the custom arguments of the whole message.</summary>
    public void AddGlobalCustomArg(string key, string value) => (CustomArgs ??= []).Add(key, value);

    public void AddCategory(string category) => (Categories ??= []).Add(category);

    public void SetClickTracking(bool enable, bool enableText) =>
        (TrackingSettings ??= new()).ClickTracking = new() { Enable = enable, EnableText = enableText };

    public void SetOpenTracking(bool enable, string substitutionTag = null) =>
        (TrackingSettings ??= new()).OpenTracking = new() { Enable = enable, SubstitutionTag = substitutionTag };

    public void SetSubscriptionTracking(
        bool enable, string html = null, string text = null, string substitutionTag = null) =>
        (TrackingSettings ??= new()).SubscriptionTracking =
            new() { Enable = enable, Html = html, Text = text, SubstitutionTag = substitutionTag };

    public void SetGoogleAnalytics(
        bool enable,
        string utmCampaign = null,
        string utmContent = null,
        string utmMedium = null,
        string utmSource = null,
        string utmTerm = null) =>
        (TrackingSettings ??= new()).Ganalytics = new()
        {
            Enable = enable,
            UtmCampaign = utmCampaign,
            UtmContent = utmContent,
            UtmMedium = utmMedium,
            UtmSource = utmSource,
            UtmTerm = utmTerm,
        };

    /// <summary>
    /// The request's JSON: what is null is left out, false is written, text/plain comes before text/html. Like the
    /// published one it moves the two content properties into <see cref="Contents"/>. Both values of
    /// <paramref name="useDefaultSerialization"/> give the same here; the published package has two writers.
    /// </summary>
    public string Serialize(bool useDefaultSerialization = true)
    {
        if (PlainTextContent is not null || HtmlContent is not null)
        {
            Contents = [];
            if (PlainTextContent is not null)
                Contents.Add(new PlainTextContent(PlainTextContent));
            if (HtmlContent is not null)
                Contents.Add(new HtmlContent(HtmlContent));
            PlainTextContent = null;
            HtmlContent = null;
        }

        if (Contents is { Count: > 1 })
        {
            // SendGrid refuses empty parts and parts in another order.
            Contents = [.. Contents
                .Where(part => !string.IsNullOrEmpty(part.Type) && !string.IsNullOrEmpty(part.Value))
                .OrderBy(part => part.Type == MimeType.Text ? 0 : part.Type == MimeType.Html ? 1 : 2)];
        }

        return JsonSerializer.Serialize(this, MailJson.AsPublished.SendGridMessage);
    }

    private Personalization Personalize(int index, Personalization added)
    {
        Personalizations ??= [];
        if (added is null && index > Personalizations.Count)
            throw new ArgumentException($"The next free personalization is {Personalizations.Count}.", nameof(index));
        if (added is not null || index == Personalizations.Count)
            Personalizations.Add(added ?? new Personalization());
        return added ?? Personalizations[index];
    }
}
