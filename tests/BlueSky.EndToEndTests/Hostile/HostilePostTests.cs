using System.Collections.Concurrent;
using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Hostile;

[Collection(nameof(DefaultsHost))]
public sealed class HostilePostTests(DefaultsHost defaults)
{
    private const int Count = 1_000;
    private const ulong Seed = 20260109;

    private static readonly TimeSpan EachWithin = TimeSpan.FromSeconds(30);

    private readonly LocalHost host = defaults.Host;

    [Fact(Timeout = TimeLimit.EndToEnd)]
    public async Task A_thousand_hostile_posts_break_nothing_store_nothing_refused_and_lose_nothing_accepted()
    {
        RawRequest[] byHand = [.. HostileBodies.All, .. HostileHeads.All];
        var requests = byHand.Concat(new HostileGenerator(Seed).Take(Count - byHand.Length)).ToList();
        var rowsBefore = await host.Rows.StatesAsync();

        var answers = await SendAllAsync(requests);
        var added = (await host.Rows.StatesAsync()).Keys.Except(rowsBefore.Keys);

        Assert.Equal(Count, answers.Count);
        Assert.All(answers, answer => AssertSane(answer.Key, answer.Value));
        var accepted = answers.Values.Select(answer => answer.Id).OfType<string>().ToHashSet();
        Assert.InRange(accepted.Count, 20, Count - 20);
        Assert.Equal(accepted.Order(), added.Order());
        await AssertProcessedAsync(accepted);
    }

    // Text that got past the endpoint must not turn out to be poison behind it.
    private async Task AssertProcessedAsync(HashSet<string> accepted)
    {
        var states = await Eventually.BecomesAsync(
            async () => (await host.Rows.StatesAsync()).Where(row => accepted.Contains(row.Key)).ToList(),
            rows => rows.All(row => row.Value != "received"),
            "every accepted post was processed",
            withinSeconds: 90);

        Assert.DoesNotContain(states, row => row.Value == "failed");
    }

    private async Task<IReadOnlyDictionary<RawRequest, RawAnswer>> SendAllAsync(IEnumerable<RawRequest> requests)
    {
        var answers = new ConcurrentDictionary<RawRequest, RawAnswer>(ReferenceEqualityComparer.Instance);
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (request, _) =>
            answers[request] = await RawAnswer.ToAsync(host.Address, request, EachWithin));
        return answers;
    }

    private static void AssertSane(RawRequest request, RawAnswer answer)
    {
        if (answer.Status is null)
        {
            Assert.True(request.EndsEarly, $"{request.Kind}: no answer");
        }
        else
        {
            Assert.True(answer.Status is 200 or (>= 400 and < 500), $"{request.Kind}: {answer.Text}");
        }
    }
}
