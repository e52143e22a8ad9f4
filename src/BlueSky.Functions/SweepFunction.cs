using BlueSky.Functions.Digests;
using BlueSky.Functions.Imports;
using BlueSky.Functions.News;
using BlueSky.Functions.Processing;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions;

/// <summary>Each minute: first Sweep, which must not depend on anything else, then what is due.</summary>
public sealed class SweepFunction
{
    private readonly Sweeper sweeper;
    private readonly DigestSchedule digests;
    private readonly ImportSchedule imports;
    private readonly NewsSchedule news;

    internal SweepFunction(
        Sweeper sweeper, DigestSchedule digests, ImportSchedule imports, NewsSchedule news) =>
        (this.sweeper, this.digests, this.imports, this.news) = (sweeper, digests, imports, news);

    [Function("sweep")]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await sweeper.RunAsync(cancellationToken);
        await digests.RunAsync(cancellationToken);
        await imports.RunAsync(cancellationToken);
        await news.RunAsync(cancellationToken);
    }
}
