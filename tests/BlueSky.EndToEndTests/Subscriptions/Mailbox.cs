using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Subscriptions;

/// <summary>A subscriber's mailbox, with the links of the mails in it.</summary>
internal sealed class Mailbox(LocalHost host)
{
    public string Address { get; } = Some.Address();

    /// <summary>Waits for so many mails of a template, and returns the latest.</summary>
    public async Task<SentMail> ReceivesAsync(string template, int count = 1) =>
        (await Eventually.BecomesAsync(
            () => OfAsync(template), mails => mails.Count >= count, $"{count} {template} came"))[^1];

    public async Task<IReadOnlyList<SentMail>> OfAsync(string template) =>
        [.. (await host.CapturedMail.ToAsync(Address)).Where(mail => mail.Template == template)];

    public async Task<IReadOnlyList<Uri>> LinksAsync() =>
        [.. (await host.CapturedMail.ToAsync(Address)).SelectMany(mail => mail.Links).Select(link => new Uri(link))
            .Where(link => link.AbsolutePath.StartsWith("/api/", StringComparison.Ordinal))];

    public Task<string> StateBecomesAsync(string state) => Eventually.BecomesAsync(
        async () => (await host.Rows.RecipientAsync(Address))?.GetString("State") ?? "", now => now == state,
        $"the subscription is {state}");
}

internal static class MailLinks
{
    /// <summary>The link of a kind in a mail's html part.</summary>
    public static Uri LinkTo(this SentMail mail, string kind) =>
        new(mail.Links.Distinct().Single(link => link.Contains($"/api/{kind}?t=", StringComparison.Ordinal)));
}
