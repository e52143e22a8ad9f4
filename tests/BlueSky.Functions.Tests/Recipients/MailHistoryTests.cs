using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Tests.Recipients;

public sealed class MailHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 8, 12, 0, 0, TimeSpan.Zero);
    private static readonly MailLimit Acknowledgements = new(TimeSpan.FromHours(1), 3);

    [Fact]
    public void The_first_mail_is_allowed_and_remembered()
    {
        var history = MailHistory.Empty.TryAdd("BSK-1", Noon, Acknowledgements);

        Assert.NotNull(history);
        Assert.True(history.Includes("BSK-1"));
        Assert.False(history.Includes("BSK-2"));
        Assert.False(MailHistory.Empty.Includes("BSK-1"));
    }

    [Fact]
    public void A_second_mail_waits_for_the_whole_cooldown()
    {
        var history = MailHistory.Empty.TryAdd("BSK-1", Noon, Acknowledgements)!;

        Assert.Null(history.TryAdd("BSK-2", Noon, Acknowledgements));
        Assert.Null(history.TryAdd("BSK-2", Noon.AddHours(1).AddTicks(-1), Acknowledgements));
        Assert.True(history.TryAdd("BSK-2", Noon.AddHours(1), Acknowledgements)!.Includes("BSK-2"));
    }

    [Fact]
    public void A_fourth_mail_waits_until_the_first_is_a_day_old()
    {
        var history = MailHistory.Empty
            .TryAdd("BSK-1", Noon, Acknowledgements)!
            .TryAdd("BSK-2", Noon.AddHours(2), Acknowledgements)!
            .TryAdd("BSK-3", Noon.AddHours(4), Acknowledgements)!;

        Assert.Null(history.TryAdd("BSK-4", Noon.AddHours(24).AddTicks(-1), Acknowledgements));
        Assert.True(history.TryAdd("BSK-4", Noon.AddHours(24), Acknowledgements)!.Includes("BSK-4"));
    }

    [Fact]
    public void Mails_of_more_than_a_day_ago_are_forgotten()
    {
        var history = MailHistory.Empty
            .TryAdd("BSK-1", Noon, Acknowledgements)!
            .TryAdd("BSK-2", Noon.AddHours(24), Acknowledgements)!;

        Assert.Equal([new MailHistory.Sent("BSK-2", Noon.AddHours(24))], history.Entries);
    }
}
