using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlueSky.EndToEndTests;

/// <summary>The mails that the SendGrid stand-in accepted.</summary>
internal sealed partial class CapturedMail(HttpClient http)
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

    /// <summary>The sign-in codes that were sent to an address, oldest first.</summary>
    public async Task<IReadOnlyList<string>> CodesToAsync(string address) =>
    [
        .. (await ToAsync(address)).Where(mail => mail.Template == "staff-code")
            .Select(mail => mail.Text.Split('\n').Single(line => CodePattern().IsMatch(line))),
    ];

    /// <param name="before">How many codes there were before this one was asked for.</param>
    public async Task<string> NextCodeAsync(string address, int before) =>
        (await Eventually.BecomesAsync(
            () => CodesToAsync(address), codes => codes.Count > before, "the code came", withinSeconds: 60))[^1];

    public async Task EmptyAsync()
    {
        using var response = await http.DeleteAsync("/_local/mail");
        response.EnsureSuccessStatusCode();
    }

    [GeneratedRegex(@"^\d{4} \d{4}$")]
    private static partial Regex CodePattern();
}
