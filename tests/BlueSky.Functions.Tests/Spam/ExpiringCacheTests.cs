using BlueSky.Functions.Spam;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.Functions.Tests.Spam;

public sealed class ExpiringCacheTests
{
    private readonly FakeTimeProvider clock = new();
    private int made;

    [Fact]
    public void What_is_recent_is_remembered_and_what_is_not_is_forgotten()
    {
        var memory = new ExpiringCache<string>(TimeSpan.FromMinutes(10), capacity: 100, clock);

        Assert.Equal("1", Recall(memory, "a"));
        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal("2", Recall(memory, "b"));
        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal("2", Recall(memory, "b"));
        clock.Advance(TimeSpan.FromMinutes(12));
        Assert.Equal("3", Recall(memory, "a"));
    }

    [Fact]
    public void After_a_long_silence_nothing_is_remembered()
    {
        var memory = new ExpiringCache<string>(TimeSpan.FromMinutes(10), capacity: 100, clock);
        Recall(memory, "a");
        clock.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal("2", Recall(memory, "a"));
    }

    [Fact]
    public void A_flood_pushes_out_the_oldest_and_takes_no_more_room()
    {
        var memory = new ExpiringCache<string>(TimeSpan.FromMinutes(10), capacity: 10, clock);
        Recall(memory, "first");
        for (var i = 0; i < 14; i++)
        {
            Recall(memory, $"{i}");
        }

        Assert.Equal("15", Recall(memory, "13"));
        Assert.Equal("1", Recall(memory, "first"));
        for (var i = 100; i < 120; i++)
        {
            Recall(memory, $"{i}");
        }

        Assert.Equal("36", Recall(memory, "first"));
    }

    [Fact]
    public void What_is_to_be_forgotten_is_forgotten()
    {
        var memory = new ExpiringCache<string>(TimeSpan.FromMinutes(10), capacity: 10, clock);
        Recall(memory, "a");
        memory.Remove("a");

        Assert.Equal("2", Recall(memory, "a"));
    }

    private string Recall(ExpiringCache<string> memory, string key) => memory.GetOrAdd(key, () => $"{++made}");
}
