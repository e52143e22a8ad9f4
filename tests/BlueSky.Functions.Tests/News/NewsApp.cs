using BlueSky.Functions.Forms;
using BlueSky.Functions.News;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Tests.News;

/// <summary>The app with subscribers and news to send.</summary>
internal sealed class NewsApp(
    Dictionary<string, string?>? settings = null, Externals? externals = null, CrashPlan? crash = null) : IDisposable
{
    public static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-01-08T19:42:07Z");

    public static readonly StaffPerson Rosa = new("Rosa", "rosa@clinic.example");

    public TestApp App { get; } = new(settings, Noon, externals: externals, crash: crash);

    public NewsItem News => App.Externals.News.Single;

    public IEnumerable<string> SentTo =>
        App.Sender.Sent.Where(mail => mail.Template == NewsMailer.TemplateName).Select(mail => mail.To).Order();

    public void Dispose() => App.Dispose();

    public async Task SubscribeAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await ChangeAsync(name, current => current with
            {
                Email = $"{name}@example.org", State = SubscriptionState.Confirmed,
                ConfirmedAt = App.Clock.GetUtcNow().AddDays(-1),
            });
        }
    }

    public Task<Recipient> UnsubscribeAsync(string name) =>
        ChangeAsync(name, current => current.Unsubscribe("test", App.Clock.GetUtcNow()));

    public Task<Recipient> ChangeAsync(string name, Func<Recipient, Recipient> decide) =>
        App.Get<RecipientBook>().ChangeAsync(EmailAddress.TryParse($"{name}@example.org")!, decide, default);

    public async Task<NewsItem> DraftAsync() => (await App.Externals.News.TrySaveAsync(
        new NewsItem
        {
            Id = "NEWS-23456789", Subject = "Our holiday hours", Text = "We are **open**.", By = Rosa.Email,
            ChangedAt = App.Clock.GetUtcNow(),
        },
        default))!;

    /// <summary>Stores news, starts them, and sends what can be sent at once.</summary>
    public async Task SendAsync()
    {
        await App.Get<NewsStart>().StartAsync(await DraftAsync(), default);
        await WorkAsync();
    }

    /// <summary>Serves the queue of news until it shows nothing more.</summary>
    /// <param name="parts">Only these; null for all.</param>
    public async Task WorkAsync(IEnumerable<string>? parts = null)
    {
        var only = parts?.ToHashSet();
        while (App.Externals.NewsQueue.TakeVisible() is { Count: > 0 } messages)
        {
            foreach (var message in messages.Where(message => only is null || only.Contains(message.Part)))
            {
                await App.Get<NewsSending>().RunAsync(message, default);
            }
        }
    }

    /// <summary>Lets time pass in steps of twenty seconds, with the queue served and the schedule run each minute.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var step = TimeSpan.FromSeconds(20); time > TimeSpan.Zero; time -= step)
        {
            App.Clock.Advance(step);
            if (App.Clock.GetUtcNow().Second < step.TotalSeconds)
            {
                await App.Get<NewsSchedule>().RunAsync(default);
            }

            await WorkAsync();
        }
    }

    public Task SaveAsync(NewsItem? changed) => App.Externals.News.TrySaveAsync(changed!, default);
}
