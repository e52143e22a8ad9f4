using BlueSky.Functions.News;

namespace BlueSky.Functions.Tests.News;

public sealed class NewsRateTests : IDisposable
{
    private readonly Externals externals = new(NewsApp.Noon);
    private readonly NewsApp one;
    private readonly NewsApp other;

    public NewsRateTests()
    {
        Dictionary<string, string?> settings = new() { ["News:MailsPerMinute"] = "30" };
        (one, other) = (new NewsApp(settings, externals), new NewsApp(settings, externals));
    }

    public void Dispose()
    {
        one.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Two_instances_share_the_emails_of_a_minute()
    {
        Assert.Equal(30, await TakeAsync(60, one, other));

        externals.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(30, await TakeAsync(60, one, other));
    }

    [Fact]
    public void The_next_minute_begins_by_the_clock() =>
        Assert.Equal(TimeSpan.FromSeconds(53), one.App.Get<NewsRate>().UntilNextMinute);

    private static async Task<int> TakeAsync(int times, params NewsApp[] instances)
    {
        var taken = 0;
        for (var i = 0; i < times; i++)
        {
            taken += await instances[i % instances.Length].App.Get<NewsRate>().TryTakeAsync(default) ? 1 : 0;
        }

        return taken;
    }
}
