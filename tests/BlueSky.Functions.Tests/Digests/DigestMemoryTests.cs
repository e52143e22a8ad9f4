using BlueSky.Functions.Digests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Digests;

/// <summary>Counts what the whole process allocates, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(DigestMemoryTests), DisableParallelization = true)]
[Collection(nameof(DigestMemoryTests))]
public sealed class DigestMemoryTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    // Thirty posts a minute for a day. What each holds is not read: see TableTests.
    [Fact]
    public async Task A_flood_of_robots_costs_the_digest_little()
    {
        for (var i = 0; i < 43_200; i++)
        {
            await app.Submissions.TryAddAsync(
                new Submission
                {
                    Id = $"BSK-{i}",
                    Hash = "00",
                    Kind = "subscribe",
                    State = SubmissionState.Quarantined,
                    ReceivedAt = app.Clock.GetUtcNow(),
                    Error = i % 2 == 0 ? QuarantineReason.Honeypot : "spam signals: markup",
                },
                [],
                CancellationToken.None);
        }

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await app.Get<DailyDigest>().RunAsync(CancellationToken.None);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        await app.ProcessQueueAsync();

        Assert.InRange(allocated, 0, 50_000_000);
        var text = app.Sender[StaffDigest.TemplateName].Content.Text;
        Assert.Contains("Submissions held back as robots: 21600", text, StringComparison.Ordinal);
        Assert.Contains("And 21550 more.", text, StringComparison.Ordinal);
    }
}
