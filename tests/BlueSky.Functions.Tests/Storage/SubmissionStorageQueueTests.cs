using BlueSky.Functions.Storage;

namespace BlueSky.Functions.Tests.Storage;

public sealed class SubmissionStorageQueueTests
{
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(0.001, 2)]
    [InlineData(29.98, 31)]
    [InlineData(30, 31)]
    [InlineData(600, 601)]
    public void A_delayed_message_is_not_seen_early_by_a_service_that_counts_whole_seconds(double delay, int asked) =>
        Assert.Equal(
            TimeSpan.FromSeconds(asked), Queue.NotBefore(TimeSpan.FromSeconds(delay)));
}
