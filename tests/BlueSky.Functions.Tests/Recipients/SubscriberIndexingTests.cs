using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Tests.Recipients;

public sealed class SubscriberIndexingTests : IDisposable
{
    // In Denver still December.
    private static readonly DateTimeOffset NewYear = DateTimeOffset.Parse("2026-01-01T03:00:00Z");

    private readonly TestApp app = new(startsAt: NewYear);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_request_a_confirmation_and_an_opt_out_each_move_the_line_and_the_counts()
    {
        await ChangeAsync("ada", current => current with
        {
            State = SubscriptionState.Pending,
            Consent = new Consent("Yes", "1", null, NewYear, "BSK-2345-6789"),
        });
        Assert.Equal("pending 1, confirmed 0, unsubscribed 0, in December 0", Counts());

        await ChangeAsync("ada", current => current with
        {
            State = SubscriptionState.Confirmed, ConfirmedAt = NewYear.AddMinutes(1),
        });
        Assert.Equal("pending 0, confirmed 1, unsubscribed 0, in December 1", Counts());

        await ChangeAsync("ada", current => current.Unsubscribe("test", NewYear.AddDays(1)));
        Assert.Equal("pending 0, confirmed 0, unsubscribed 1, in December 1", Counts());
        var line = Assert.Single(app.Externals.Subscribers.Lines);
        Assert.Equal(
            (SubscriptionState.Unsubscribed, NewYear.AddDays(1), "2025-12"), (line.State, line.Since, line.Month));
    }

    [Fact]
    public async Task An_erased_subscriber_is_on_no_list_and_in_no_count()
    {
        await ConfirmAsync("ada");
        await ConfirmAsync("eve");

        await app.Get<RecipientBook>().ClearAsync(app.Recipients.Rows.First().Key, default);

        Assert.Equal("pending 0, confirmed 1, unsubscribed 0, in December 1", Counts());
        Assert.Single(app.Externals.Subscribers.Lines);
    }

    [Fact]
    public async Task An_address_that_only_asked_for_a_consultation_is_on_no_list()
    {
        await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();

        Assert.Empty(app.Externals.Subscribers.Lines);
        Assert.Null(app.Externals.Subscribers.Counts.Version);
    }

    [Fact]
    public async Task Of_a_hundred_changes_at_once_none_is_lost_from_the_counts()
    {
        // As many at once as a busy worker has: each change waits for its turn.
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 100), new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (number, _) => await ConfirmAsync($"person-{number}"));

        Assert.Equal("pending 0, confirmed 100, unsubscribed 0, in December 100", Counts());
        Assert.Equal(100, app.Externals.Subscribers.Lines.Count);
    }

    [Fact]
    public async Task An_outage_of_the_index_does_not_stop_a_change_and_is_repaired_later()
    {
        await ConfirmAsync("ada");
        app.Externals.Subscribers.IsDown = true;
        await ConfirmAsync("eve");
        await ChangeAsync("ada", current => current.Unsubscribe("test", NewYear.AddDays(1)));
        app.Externals.Subscribers.IsDown = false;
        Assert.Equal("pending 0, confirmed 1, unsubscribed 0, in December 1", Counts());

        Assert.Equal(3, await app.Get<SubscriberIndexRepair>().RunAsync(default));

        Assert.Equal("pending 0, confirmed 1, unsubscribed 1, in December 2", Counts());
        Assert.Equal(0, await app.Get<SubscriberIndexRepair>().RunAsync(default));
    }

    [Fact]
    public async Task A_change_whose_earlier_line_is_missing_is_followed()
    {
        await ConfirmAsync("ada");
        app.Externals.Subscribers.Lose(_ => true);

        await ChangeAsync("ada", current => current.Unsubscribe("test", NewYear.AddDays(1)));

        Assert.Equal(
            [SubscriptionState.Unsubscribed], app.Externals.Subscribers.Lines.Select(line => line.State));
    }

    [Fact]
    public async Task The_repair_counts_the_lines_again()
    {
        await ConfirmAsync("ada");
        await ConfirmAsync("eve");
        app.Externals.Subscribers.Lose(line => line.Key == app.Recipients.Rows.First().Key);

        Assert.Equal(1, await app.Get<SubscriberIndexRepair>().RunAsync(default));

        Assert.Equal(2, app.Externals.Subscribers.Lines.Count);
        Assert.Equal("pending 0, confirmed 2, unsubscribed 0, in December 2", Counts());
    }

    private Task<Recipient> ConfirmAsync(string name) => ChangeAsync(name, current => current with
    {
        State = SubscriptionState.Confirmed, ConfirmedAt = NewYear,
    });

    private Task<Recipient> ChangeAsync(string name, Func<Recipient, Recipient> decide) =>
        app.Get<RecipientBook>().ChangeAsync(
            EmailAddress.TryParse($"{name}@example.org")!,
            current => decide(current with { Email = $"{name}@example.org" }), default);

    private string Counts()
    {
        var counts = app.Externals.Subscribers.Counts;
        return $"pending {counts.Of(SubscriptionState.Pending)}, confirmed {counts.Of(SubscriptionState.Confirmed)}, "
            + $"unsubscribed {counts.Of(SubscriptionState.Unsubscribed)}, in December {counts.In("2025-12")}";
    }
}
