using BlueSky.Functions.Mail;
using BlueSky.Functions.Tests.Fakes;

namespace BlueSky.Functions.Tests.Mail;

public sealed class HourlyQuotaTests
{
    [Theory]
    [InlineData(5, 5)]
    [InlineData(60, 10)]
    [InlineData(100, 10)]
    [InlineData(1_000, 100)]
    public async Task A_quota_is_reserved_in_blocks(int perHour, int writes)
    {
        var store = new CountingStore();
        var quota = new HourlyQuota(store, "some", perHour, TimeProvider.System);
        var taken = 0;
        while (await quota.TryAcquireAsync())
        {
            taken++;
        }

        Assert.Equal((perHour, writes), (taken, store.Writes));
    }

    [Fact]
    public async Task Two_instances_never_let_out_more_together_and_what_is_returned_is_used()
    {
        var store = new CountingStore();
        var (one, other) = (
            new HourlyQuota(store, "some", 20, TimeProvider.System),
            new HourlyQuota(store, "some", 20, TimeProvider.System));
        await one.TryAcquireAsync();
        one.Release();

        var taken = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            i => Task.Run(() => (i % 2 == 0 ? one : other).TryAcquireAsync())));

        Assert.Equal(20, taken.Count(got => got));
    }

    private sealed class CountingStore : IQuotaStore
    {
        private readonly FakeQuotaStore store = new();
        private int writes;

        public int Writes => writes;

        public Task<QuotaCount?> FindAsync(string counter, CancellationToken cancellationToken) =>
            store.FindAsync(counter, cancellationToken);

        public Task<bool> TrySaveAsync(QuotaCount count, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref writes);
            return store.TrySaveAsync(count, cancellationToken);
        }
    }
}
