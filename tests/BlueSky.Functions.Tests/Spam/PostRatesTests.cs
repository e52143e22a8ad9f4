using BlueSky.Functions.Spam;
using BlueSky.Functions.Tests.Forms;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.Functions.Tests.Spam;

public sealed class PostRatesTests
{
    private const string Long = "I have had neuropathy in both hands since chemotherapy and would like to ask.";

    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void A_burst_from_one_network_is_noticed_until_it_is_over()
    {
        var rates = TrafficWith(burstAt: 4);

        Assert.Equal(["", "", "many posts from one network"], Posts(rates, "192.0.2.1", "192.0.2.1", "192.0.2.1"));
        Assert.Equal([""], Posts(rates, "192.0.2.2"));
        clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal([""], Posts(rates, "192.0.2.1"));
    }

    [Fact]
    public void A_burst_may_also_be_slow()
    {
        var rates = TrafficWith(burstAt: 4);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal([""], Posts(rates, "192.0.2.1"));
            clock.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Equal(["many posts from one network"], Posts(rates, "192.0.2.1"));
    }

    [Fact]
    public void Without_a_number_no_burst_is_noticed() =>
        Assert.All(Posts(TrafficWith(burstAt: 0), [.. Enumerable.Repeat("192.0.2.1", 100)]), Assert.Empty);

    [Fact]
    public void The_same_text_from_elsewhere_is_noticed_whatever_is_put_between_its_letters()
    {
        var rates = TrafficWith(burstAt: 0);

        Assert.Equal(0, PointsOf(rates, "192.0.2.1", Long));
        Assert.Equal(0, PointsOf(rates, "192.0.2.1", Long));
        Assert.Equal(2, PointsOf(rates, "192.0.2.2", Long.ToUpperInvariant()));
        Assert.Equal(5, PointsOf(rates, "192.0.2.3", Long.Replace(" ", "  7", StringComparison.Ordinal)));
        Assert.Equal(0, PointsOf(rates, "192.0.2.4", Long + " Thank you."));
    }

    [Fact]
    public void Short_texts_are_alike_by_chance()
    {
        var rates = TrafficWith(burstAt: 0);

        Assert.All(Enumerable.Range(1, 20), i => Assert.Equal(0, PointsOf(rates, $"192.0.2.{i}", "Please call me.")));
    }

    [Fact]
    public async Task Counting_at_once_loses_no_count()
    {
        var rates = TrafficWith(burstAt: 50);

        var counted = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ =>
            Task.Run(() => PointsOf(rates, "192.0.2.1", "Please call me."))));

        Assert.Equal(25, counted.Count(points => points == 5));
    }

    private PostRates TrafficWith(int burstAt) => new(new SpamSettings(5, 10, TimeSpan.FromSeconds(3), burstAt), clock);

    private static List<string> Posts(PostRates rates, params string[] networks) =>
        [.. networks.Select(network =>
            string.Concat(Count(rates, network, "Hello").Select(signal => signal.Reason)))];

    private static int PointsOf(PostRates rates, string network, string message) =>
        Count(rates, network, message).Sum(signal => signal.Points);

    private static List<Signal> Count(PostRates rates, string network, string message) =>
        [.. rates.Count(
            Entries.Consultation,
            Entries.Of(Entries.Consultation, ("name", "Ada"), ("message", message)),
            new PostSource(network, null, IsAutomated: false, IsBrowser: true))];
}
