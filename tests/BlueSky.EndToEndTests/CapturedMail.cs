using System.Net.Http.Json;
using System.Text.Json;

namespace BlueSky.EndToEndTests;

/// <summary>The mails that the SendGrid stand-in accepted.</summary>
internal sealed class CapturedMail(HttpClient http)
{
    public async Task<IReadOnlyList<SentMail>> AllAsync() =>
        [.. (await http.GetFromJsonAsync<JsonElement[]>("/_local/mail.json"))!.Select(mail => new SentMail(mail))];

    public async Task<IReadOnlyList<SentMail>> OfAsync(string submissionId) =>
        [.. (await AllAsync()).Where(mail => mail.MailId.Contains($".{submissionId}.", StringComparison.Ordinal))];

    public async Task<IReadOnlyList<SentMail>> ToAsync(string address) =>
        [.. (await AllAsync()).Where(mail => mail.To == address)];

    public async Task<SentMail> ArrivesAsync(string address, int withinSeconds = 20) =>
        (await Eventually.BecomesAsync(
            () => ToAsync(address), mails => mails.Count > 0, $"a mail to {address}", withinSeconds))[0];

    public async Task EmptyAsync()
    {
        using var response = await http.DeleteAsync("/_local/mail");
        response.EnsureSuccessStatusCode();
    }
}
