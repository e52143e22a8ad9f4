using System.Text.RegularExpressions;

namespace BlueSky.Endurance;

/// <summary>One run: forms are posted, the app is killed again and again, and in the end all is compared.</summary>
internal sealed partial class EnduranceRun(EnduranceOptions options, TimeProvider clock, TextWriter output)
{
    // A mail that nobody was heard of any more is settled in a minute or two, not in a quarter of an hour.
    // Mail:SendingFor stays above the 40 s that a send may take with all its retries.
    private static readonly Dictionary<string, string> ShortWaits = new()
    {
        ["Mail:Staff"] = TestSettings.FirstStaff,
        ["Subscriptions:DoubleOptIn"] = "true",
        ["Mail:SendingFor"] = "00:00:45",
        ["Mail:ResolveAfter"] = "00:00:15",
        ["Sweep:After"] = "00:00:05",
    };

    private readonly SeededRandom random = new((options.Seed * 2) + 1);

    public async Task<Verdict> RunAsync(CancellationToken cancellationToken)
    {
        using var folder = options.Data is { } path ? new DataFolder(path) : new DataFolder();
        var settings = ShortWaits.Concat(options.App).GroupBy(one => one.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(one => one.Key, one => one.Last().Value);
        var posts = FormPost.Draw(options.Submissions, random);
        // More steps than there can be sends, tries within a send counted: faults last until they are ended.
        await using var app = await AppUnderTest.StartAsync(
            new DataFolder(Path.Combine(folder.Path, "app")), settings,
            FaultPlan.Draw(4 * options.Submissions, random));
        var connectionString = await app.StorageAsync(cancellationToken);

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var visitors = new Visitors(app.Http, posts, clock);
        var rows = new StoredRows(connectionString, clock);
        var posting = options.Soak is { Lasts: var lasts }
            ? visitors.PostSteadilyAsync(lasts, end.Token)
            : visitors.PostAllAsync(options.Clients, end.Token);
        var samples = new SoakSamples(app, visitors, rows, clock);
        var sampling = SampleAsync();
        try
        {
            var overseer = new Overseer(app, visitors, rows, posts.Count, options, clock, output);
            var stillOpen = await overseer.SettleAsync(posting, options.Kills, KillAsync, cancellationToken);
            await sampling;
            await app.EndFaultsAsync(cancellationToken);
            var requeued = await RequeueAsync(app, rows, cancellationToken);
            if (requeued > 0)
                stillOpen = await overseer.SettleAsync(posting, kills: 0, KillAsync, cancellationToken);
            return (await CompareAsync(app, visitors, rows, cancellationToken)) with
            {
                Requeued = requeued,
                StillOpen = stillOpen,
            };
        }
        finally
        {
            await end.CancelAsync();
            if (options.Data is not null)
                await File.WriteAllLinesAsync(Path.Combine(folder.Path, "app.log"), app.Log, CancellationToken.None);
            await posting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // While forms are posted: what comes after is no steady state.
        async Task SampleAsync()
        {
            if (options.Soak is not { SampleEvery: var every })
                return;
            using var posted = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
            var taking = samples.TakeAsync(every, posted.Token);
            await posting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await posted.CancelAsync();
            await taking;
            await output.WriteLineAsync(SoakChart.Render(samples.All, every));
        }

        async Task KillAsync()
        {
            // Not always at the moment of a look.
            await Task.Delay(TimeSpan.FromMilliseconds(random.Below(700)), clock, cancellationToken);
            await app.KillWorkerAsync(cancellationToken);
        }
    }

    // As a person would: the outbox says of which mails it does not know, SendGrid says which of them it never had.
    private static async Task<int> RequeueAsync(AppUnderTest app, StoredRows rows, CancellationToken cancellationToken)
    {
        var received = (await app.MailsAsync(cancellationToken)).Select(mail => mail.MailId).ToList();
        var never = (await rows.MailsAsync(cancellationToken))
            .Where(mail => mail.GetString("State") == "failed" && mail.GetString("Error") == StoredRows.UnknownTwice)
            .Where(mail => !received.Exists(id => id.EndsWith($".{mail.RowKey}", StringComparison.Ordinal)))
            .ToList();
        foreach (var mail in never)
        {
            await app.RequeueAsync(mail.RowKey);
        }

        return never.Count;
    }

    private static async Task<Verdict> CompareAsync(
        AppUnderTest app, Visitors visitors, StoredRows rows, CancellationToken cancellationToken)
    {
        var verdict = Verdict.Of(
            visitors.Accepted,
            await rows.SubmissionsAsync(cancellationToken),
            await rows.MailsAsync(cancellationToken),
            await app.MailsAsync(cancellationToken));
        return verdict with
        {
            Leaks = app.Log.Count(line => PersonalPattern().IsMatch(line)),
        };
    }

    /// <summary>What visitors type, as <see cref="FormPost"/> makes it up.</summary>
    [GeneratedRegex(FormPost.Mark + @"|505-?555-?\d{4}", RegexOptions.IgnoreCase)]
    private static partial Regex PersonalPattern();
}
