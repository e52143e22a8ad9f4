using System.Text.RegularExpressions;
using BlueSky.Content.Localization;
using BlueSky.Functions.Subscriptions;

namespace BlueSky.Functions.Tests.Subscriptions;

/// <summary>Somebody with a mailbox, who asks for a subscription and follows the links that come.</summary>
internal sealed partial class Subscriber(TestApp app, string address = "ada@example.org")
{
    public LinkVisit Visit { get; } = new(app);

    /// <summary>By the form on the website; what follows from it is done when this ends.</summary>
    public async Task AskAsync()
    {
        await app.AcceptAsync("subscribe", ("email", address));
        await app.ProcessQueueAsync();
    }

    public async Task<Page> ConfirmAsync()
    {
        var page = await Visit.PostAsync(Link("confirm"));
        await app.ProcessQueueAsync();
        return page;
    }

    public async Task SubscribeAsync()
    {
        await AskAsync();
        await ConfirmAsync();
    }

    /// <summary>For a lost link to unsubscribe; not by the page: nobody has so many networks.</summary>
    public async Task RequestLinkAsync()
    {
        await app.Get<SubscriptionActions>().RequestLinkAsync(address, Texts.English);
        await app.ProcessQueueAsync();
    }

    /// <summary>The templates of the mails that came, in order.</summary>
    public IEnumerable<string> Mails => Sent.Select(mail => mail.Template);

    /// <summary>The latest link of a kind that came by mail.</summary>
    public Uri Link(string kind) => Links.Last(link => link.AbsolutePath == $"/api/{kind}");

    public IEnumerable<Uri> Links => Sent.SelectMany(mail => AddressPattern().Matches(mail.Content.Text))
        .Select(match => new Uri(match.Value))
        .Where(link => link.AbsolutePath.StartsWith("/api/", StringComparison.Ordinal));

    private IEnumerable<Functions.Mail.OutgoingMail> Sent => app.Sender.Sent.Where(mail => mail.To == address);

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex AddressPattern();
}
