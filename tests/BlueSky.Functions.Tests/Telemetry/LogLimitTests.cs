using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.Functions.Tests.Telemetry;

public sealed class LogLimitTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void A_kind_of_line_is_written_once_in_ten_seconds()
    {
        var limit = new LogLimit(clock);

        Assert.True(limit.Allows("unsigned"));
        clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(limit.Allows("unsigned"));
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(limit.Allows("unsigned"));
    }

    [Fact]
    public void Another_kind_has_a_limit_of_its_own()
    {
        var limit = new LogLimit(clock);

        Assert.True(limit.Allows("unsigned"));
        Assert.True(limit.Allows("shared network"));
    }

    [Fact]
    public void Of_many_at_once_one_is_written()
    {
        var limit = new LogLimit(clock);
        var written = 0;

        Parallel.For(0, 1_000, _ =>
        {
            if (limit.Allows("unsigned"))
            {
                Interlocked.Increment(ref written);
            }
        });

        Assert.Equal(1, written);
    }
}
