using System.Globalization;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Submissions;

public sealed class SubmissionKeyTests
{
    [Theory]
    [InlineData("2026-01-08T23:59:59.9999999Z", "2026-01-08")]
    [InlineData("2026-01-09T00:00:00Z", "2026-01-09")]
    [InlineData("2026-01-08T18:30:00-07:00", "2026-01-09")]
    [InlineData("2026-01-09T01:00:00+02:00", "2026-01-08")]
    public void The_partition_is_the_day_in_utc(string receivedAt, string partition)
    {
        var time = DateTimeOffset.Parse(receivedAt, CultureInfo.InvariantCulture);

        Assert.Equal(partition, new SubmissionKey(SubmissionKey.DayOf(time), "BSK-7F3K-9Q2M").Partition);
    }

    [Fact]
    public void A_partition_reads_back_as_its_day()
    {
        Assert.Equal(new DateOnly(2026, 1, 8), SubmissionKey.DayOf("2026-01-08"));
        Assert.Throws<FormatException>(() => SubmissionKey.DayOf("01/08/2026"));
    }
}
