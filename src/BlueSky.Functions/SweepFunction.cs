using BlueSky.Functions.Digests;
using BlueSky.Functions.News;
using BlueSky.Functions.Processing;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions;

/// <summary>
/// Each minute: first Sweep, which must not depend on anything else, then the digest if it is due, then news.
/// </summary>
public sealed class SweepFunction
{
    private readonly Sweeper sweeper;
    private readonly DigestSchedule digests;

    private readonly NewsSchedule news;

    internal SweepFunction(Sweeper sweeper, DigestSchedule digests, NewsSchedule news) =>
        (this.sweeper, this.digests, this.news) = (sweeper, digests, news);

    [Function("sweep")]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await sweeper.RunAsync(cancellationToken);
        await digests.RunAsync(cancellationToken);
        await news.RunAsync(cancellationToken);
    }
}
