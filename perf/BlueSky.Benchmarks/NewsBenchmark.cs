using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using BlueSky.Benchmarks.SortedStorage;
using BlueSky.Endurance;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.News;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Benchmarks;

/// <summary>
/// News to many subscribers while the worker is killed again and again and a third of the sends meet a fault: who got
/// them, how often, and how long the emails of consultation requests took meanwhile.
/// </summary>
internal sealed class NewsBenchmark(int recipients, int kills, bool faults, TimeProvider clock, TextWriter output)
{
    private const int EndsWithinMinutes = 40;
    private const string NewsId = "NEWS-23456789";

    private static readonly TimeSpan PostEvery = TimeSpan.FromSeconds(3);

    private readonly List<double> delays = [];
    private double memory;

    /// <returns>False when someone got none, or one too many outside what cannot be known.</returns>
    public async Task<bool> RunAsync()
    {
        await using var storage = await StorageAccount.StartAsync(clock);
        await using var composed = ComposedApp.On(storage.Address);
        await SubscribeAsync(composed);
        using var data = new DataFolder();
        var random = new SeededRandom(1);
        await using var app = await AppUnderTest.StartAsync(
            data,
            new Dictionary<string, string>
            {
                ["AzureWebJobsStorage"] = storage.Address.ConnectionString,
                ["Secrets:AddressKey"] = ComposedApp.AddressKey,
                ["Mail:Staff"] = TestSettings.FirstStaff,
                ["Mail:SendingFor"] = "00:00:45",
                ["Mail:ResolveAfter"] = "00:00:15",
                ["News:MailsPerMinute"] = "0",
                ["Logging:LogLevel:BlueSky"] = "Warning",
            },
            faults ? FaultPlan.Draw(8 * recipients, random) : []);

        var before = storage.TableCounts.Requests;
        var started = clock.GetTimestamp();
        var store = composed.GetRequiredService<INewsStore>();
        var news = await store.TrySaveAsync(
            new NewsItem
            {
                Id = NewsId, Subject = "Our hours", Text = "We are **open**.", By = "rosa", ChangedAt = clock.GetUtcNow(),
            },
            CancellationToken.None);
        await composed.GetRequiredService<NewsStart>().StartAsync(news!, CancellationToken.None);

        using var ended = new CancellationTokenSource(TimeSpan.FromMinutes(EndsWithinMinutes), clock);
        var killing = KillAsync(app, ended.Token);
        var posting = PostAsync(app, composed.GetRequiredService<IMailOutbox>(), ended.Token);
        while (await store.FindAsync(NewsId, ended.Token) is not { State: NewsState.Sent })
            await Task.Delay(TimeSpan.FromSeconds(1), clock, ended.Token);
        var seconds = clock.GetElapsedTime(started).TotalSeconds;
        var calls = storage.TableCounts.Requests - before;
        await ended.CancelAsync();
        await Task.WhenAll(killing, posting);
        return await ReportAsync(app, composed.GetRequiredService<IMailOutbox>(), seconds, calls);
    }

    private async Task SubscribeAsync(ServiceProvider composed)
    {
        var consent = new Consent("Paper list", "import", null, clock.GetUtcNow(), "IMP-2345-6789");
        var line = new ImportedSubscription(SubscriptionState.Confirmed, consent, "Paper list");
        var book = composed.GetRequiredService<RecipientBook>();
        var index = composed.GetRequiredService<SubscriberIndexing>();
        foreach (var some in Enumerable.Range(0, recipients).Chunk(48))
        {
            await index.FollowAsync(
                await Task.WhenAll(some.Select(number => book.ImportAsync(
                    EmailAddress.TryParse($"reader-{number}@example.org")!, line, CancellationToken.None))),
                CancellationToken.None);
        }
    }

    private async Task KillAsync(AppUnderTest app, CancellationToken cancellationToken)
    {
        for (var kill = 0; kill < kills && !cancellationToken.IsCancellationRequested; kill++)
        {
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(6), clock, cancellationToken);
                using (var worker = Process.GetProcessById(await app.WorkerIdAsync(cancellationToken)))
                    memory = Math.Max(memory, worker.WorkingSet64 / 1e6);
                await app.KillWorkerAsync(cancellationToken);
            }
            catch (Exception e) when (e is OperationCanceledException or ArgumentException or HttpRequestException)
            {
                // The run has ended, or there is no worker at this moment.
            }
        }
    }

    private async Task PostAsync(AppUnderTest app, IMailOutbox outbox, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await PostOneAsync(app, outbox, cancellationToken);
                await Task.Delay(PostEvery, clock, cancellationToken);
            }
            catch (Exception e) when (e is OperationCanceledException or HttpRequestException or JsonException)
            {
                // The run has ended, or there is no worker at this moment.
            }
        }
    }

    // The emails count from the answer.
    private async Task PostOneAsync(AppUnderTest app, IMailOutbox outbox, CancellationToken cancellationToken)
    {
        using var request = ConsultationPost.Next();
        using var answer = await app.Http.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            return;
        var accepted = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var answered = clock.GetUtcNow();
        var key = new SubmissionKey(SubmissionKey.DayOf(answered), accepted.GetProperty("id").GetString()!);
        while ((await outbox.ListAsync(key, cancellationToken)) is not { Count: 2 } mails
            || mails.Any(mail => mail.State is not (MailState.Accepted or MailState.Delivered)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellationToken);
        }

        delays.Add((clock.GetUtcNow() - answered).TotalSeconds);
    }

    private async Task<bool> ReportAsync(AppUnderTest app, IMailOutbox outbox, double seconds, long calls)
    {
        var sent = (await app.MailsAsync(CancellationToken.None))
            .Where(mail => mail.Template == NewsMailer.TemplateName)
            .GroupBy(mail => mail.To).Select(mails => mails.Count()).ToList();
        var rows = await outbox.ReadProgressAsync(
            SubmissionKey.DayOf(clock.GetUtcNow()), $"{NewsId}-", CancellationToken.None).ToListAsync();
        var givenUp = rows.Count(row => row.State == MailState.Failed);
        var missing = recipients - sent.Count;
        (string Name, string Value)[] lines =
        [
            ("recipients", $"{recipients}"),
            ("rows in the outbox", $"{rows.Count}"),
            ("got the news", $"{sent.Count}"),
            ("  twice, where the answer and the event were lost", $"{sent.Count(times => times > 1)}"),
            ("missing", $"{missing}"),
            ("  given up after two unknown outcomes", $"{givenUp}"),
            ("emails a second", string.Create(CultureInfo.InvariantCulture, $"{recipients / seconds:0}")),
            ("table calls for each", string.Create(CultureInfo.InvariantCulture, $"{(double)calls / recipients:0.0}")),
            ("memory of a worker, most, MB", string.Create(CultureInfo.InvariantCulture, $"{memory:0}")),
            ("consultation requests meanwhile", $"{delays.Count}"),
            ("  both emails taken after, median", Seconds(0.5)),
            ("  both emails taken after, p90", Seconds(0.9)),
            ("  both emails taken after, last", Seconds(1)),
        ];
        foreach (var (name, value) in lines)
            await output.WriteLineAsync($"{name,-52} {value,10}");
        return missing <= givenUp && rows.Count == recipients;
    }

    private string Seconds(double share) => delays.Count == 0 ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{Percentile.Of([.. delays], share):0.0} s");
}
