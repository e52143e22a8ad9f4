using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace BlueSky.Endurance;

/// <summary>Posts all forms, some clients at a time. Nobody gives up before a form is answered with success.</summary>
internal sealed class Visitors(HttpClient http, IReadOnlyList<FormPost> posts, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentQueue<Accepted> accepted = new();
    private int next = -1;
    private int retries;

    public IReadOnlyCollection<Accepted> Accepted => accepted;

    /// <summary>How often a client had no answer, 500 or 503, and tried again.</summary>
    public int Retries => retries;

    public Task PostAllAsync(int clients, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, clients).Select(_ => PostNextAsync(cancellationToken)));

    /// <summary>Each at its time, whether or not those before were answered.</summary>
    public async Task PostSteadilyAsync(TimeSpan lasts, CancellationToken cancellationToken)
    {
        var (begun, all) = (clock.GetTimestamp(), new List<Task>());
        for (var number = 0; number < posts.Count; number++)
        {
            var wait = (lasts * number / posts.Count) - clock.GetElapsedTime(begun);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, cancellationToken);
            all.Add(PostNextAsync(posts[number]));
        }

        await Task.WhenAll(all);

        async Task PostNextAsync(FormPost post) => accepted.Enqueue(await PostAsync(post, cancellationToken));
    }

    private async Task PostNextAsync(CancellationToken cancellationToken)
    {
        while (Interlocked.Increment(ref next) is var number && number < posts.Count)
        {
            await Task.Delay(posts[number].Hesitation, clock, cancellationToken);
            accepted.Enqueue(await PostAsync(posts[number], cancellationToken));
        }
    }

    private async Task<Accepted> PostAsync(FormPost post, CancellationToken cancellationToken)
    {
        var clicked = clock.GetUtcNow();
        var clicks = Enumerable.Range(0, post.AtOnce).Select(_ => UntilAcceptedAsync(post, cancellationToken));
        var answers = (await Task.WhenAll(clicks)).ToList();
        for (var i = 0; i < post.Afterwards; i++)
        {
            answers.Add(await UntilAcceptedAsync(post, cancellationToken));
        }

        var at = answers.Min(answer => answer.At);
        return new Accepted(post, answers.Select(answer => answer.Id).ToHashSet(), at) { Waited = at - clicked };
    }

    private async Task<(string Id, DateTimeOffset At)> UntilAcceptedAsync(
        FormPost post, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await TryAsync(post, cancellationToken) is { } id)
            {
                return (id, clock.GetUtcNow());
            }

            Interlocked.Increment(ref retries);
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    /// <returns>The id; null when there was no answer, or one that asks for another try.</returns>
    private async Task<string?> TryAsync(FormPost post, CancellationToken cancellationToken)
    {
        using var request = post.ToRequest();
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => JsonDocument.Parse(body).RootElement.GetProperty("id").GetString(),
                // What the host answers for a worker that was killed meanwhile, and while there is none.
                HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable => null,
                var other => throw new InvalidOperationException($"A valid form was answered {(int)other}: {body}"),
            };
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested
            && e is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }
}
