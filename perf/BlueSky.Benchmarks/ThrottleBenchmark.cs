using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlueSky.Benchmarks.SortedStorage;

namespace BlueSky.Benchmarks;

/// <summary>
/// Posts at a rate that is over the limits of storage, which then answers 503 to a part of the requests: what was
/// answered 200 must be stored, and its emails must go out, however late. The app is the worker that is deployed, on
/// LocalHost and its SendGrid stand-in.
/// </summary>
/// <param name="rate">
/// Posts a second. Each is sent at its time, whether or not the one before was answered, and is not tried again.
/// </param>
/// <param name="entities">A second and partition; the account has ten times as many, as on Azure.</param>
internal sealed class ThrottleBenchmark(
    double rate, TimeSpan duration, double entities, TimeSpan latency, TimeProvider clock, TextWriter output)
{
    private const double AzureEntities = 2_000;
    private const int PartitionsOfAnAccount = 10;
    private const int SettledWithinSeconds = 1_200;

    private static readonly string[] Templates = ["consultation-received", "staff-notice"];

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Mail:Staff"] = TestSettings.FirstStaff,
        // The emails wait for storage, not for the next hour.
        ["Limits:AcknowledgementsPerHour"] = "0",
        ["Limits:StaffNoticesPerHour"] = "0",
        ["Logging:LogLevel:BlueSky"] = "Error",
    };

    private readonly ConcurrentDictionary<string, DateTimeOffset> accepted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<double> milliseconds = [];

    /// <returns>False when anything was lost or sent twice.</returns>
    public async Task<bool> RunAsync()
    {
        var throttle = new Throttle(entities, entities * PartitionsOfAnAccount, clock);
        await using var storage = await StorageAccount.StartAsync(clock, throttle, latency);
        using var data = new DataFolder();
        await using var host = LocalHostProgram.Start(data, new Dictionary<string, string>(Settings)
        {
            ["AzureWebJobsStorage"] = storage.Address.ConnectionString,
        });
        await LocalHostProgram.BecomesReadyAsync(host);
        using var http = new HttpClient { BaseAddress = LocalHostProgram.AddressOf(host) };
        // It creates tables and queue, and is not counted.
        await ConsultationPost.SendAsync(http);
        await SettleAsync(storage);
        var first = storage.Keys(StoredDays.Table, "RowKey ge 'BSK-' and RowKey lt 'BSK.'").Single().Row;

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{rate} posts a second for {duration.TotalSeconds} s; storage takes {entities} entities a second in a "
            + $"partition and {entities * PartitionsOfAnAccount} in all: Azure's limits / {AzureEntities / entities}"));
        await PostAllAsync(http);
        var posted = clock.GetTimestamp();
        var open = await SettleAsync(storage);
        var settled = clock.GetElapsedTime(posted);
        var stored = storage.Keys(StoredDays.Table, "RowKey ge 'BSK-' and RowKey lt 'BSK.'")
            .Select(key => key.Row).Where(id => id != first).ToHashSet();
        var sent = (await http.GetFromJsonAsync<JsonElement[]>("/_local/mail.json"))!
            .Select(mail => new SentMail(mail)).Where(mail => IdOf(mail) != first).ToList();
        return await ReportAsync(throttle.Refused, stored, sent, open, settled);
    }

    private async Task PostAllAsync(HttpClient http)
    {
        var (begun, posts) = (clock.GetTimestamp(), new List<Task>());
        for (var number = 0; number < rate * duration.TotalSeconds; number++)
        {
            var wait = TimeSpan.FromSeconds(number / rate) - clock.GetElapsedTime(begun);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, clock);
            posts.Add(PostAsync(http));
        }

        await Task.WhenAll(posts);
    }

    private async Task PostAsync(HttpClient http)
    {
        using var request = ConsultationPost.Next();
        var begun = clock.GetTimestamp();
        using var answer = await http.SendAsync(request);
        milliseconds.Add(clock.GetElapsedTime(begun).TotalMilliseconds);
        answers.AddOrUpdate($"{(int)answer.StatusCode}", 1, (_, count) => count + 1);
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            accepted[body.GetProperty("id").GetString()!] = clock.GetUtcNow();
        }
    }

    /// <returns>How many submissions are open after a long wait: none, if all is well.</returns>
    private static async Task<int> SettleAsync(StorageAccount storage)
    {
        try
        {
            return await Eventually.BecomesAsync(
                () => Task.FromResult(storage.Keys(StoredDays.Table, "RowKey ge 'open.' and RowKey lt 'open/'").Count),
                open => open == 0, "every submission is closed", SettledWithinSeconds);
        }
        catch (TimeoutException)
        {
            return storage.Keys(StoredDays.Table, "RowKey ge 'open.' and RowKey lt 'open/'").Count;
        }
    }

    private async Task<bool> ReportAsync(
        long refused, HashSet<string> stored, List<SentMail> sent, int open, TimeSpan settled)
    {
        var due = accepted.Keys.SelectMany(id => Templates.Select(template => (id, template))).ToHashSet();
        var copies = sent.ToLookup(mail => (IdOf(mail), mail.Template));
        var lost = accepted.Keys.Count(id => !stored.Contains(id));
        var missing = due.Count(mail => !copies[mail].Any());
        var twice = copies.Count(mail => mail.Count() > 1);
        var delays = due.Where(mail => copies[mail].Any())
            .Select(mail => (copies[mail].Min(ReceivedAt) - accepted[mail.id]).TotalSeconds).Order().ToList();
        var waits = milliseconds.Order().ToList();

        (string Name, string Value)[] lines =
        [
            ("posts", $"{waits.Count}"),
            .. answers.OrderBy(answer => answer.Key, StringComparer.Ordinal)
                .Select(answer => ($"  answered {answer.Key}", $"{answer.Value}")),
            ("  answered after, median", $"{At(waits, 0.5):0} ms"),
            ("  answered after, p99", $"{At(waits, 0.99):0} ms"),
            ("requests that storage refused", $"{refused}"),
            ("answered 200 and not stored", $"{lost}"),
            ("stored, and not answered 200", $"{stored.Count(id => !accepted.ContainsKey(id))}"),
            ("emails due", $"{due.Count}"),
            ("emails missing", $"{missing}"),
            ("emails sent twice", $"{twice}"),
            ("submissions still open", $"{open}"),
            ("email after the answer, median", $"{At(delays, 0.5):0.0} s"),
            ("email after the answer, p99", $"{At(delays, 0.99):0.0} s"),
            ("email after the answer, last", $"{At(delays, 1):0.0} s"),
            ("all done after the last post", $"{settled.TotalSeconds:0.0} s"),
        ];
        foreach (var (name, value) in lines)
            await output.WriteLineAsync($"{name,-34} {value,10}");
        return lost + missing + twice + open == 0;
    }

    private static double At(List<double> sorted, double share) =>
        sorted.Count == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];

    // A mail id is a day, the submission's id and the template, with dots between.
    private static string IdOf(SentMail mail) => mail.MailId.Split('.')[1];

    private static DateTimeOffset ReceivedAt(SentMail mail) =>
        mail.Record.GetProperty("receivedAt").GetDateTimeOffset();
}
