using BlueSky.BareWorker;

namespace BlueSky.Benchmarks;

/// <summary>A consultation request of a visitor who was never here.</summary>
internal static class ConsultationPost
{
    public const string Name = "Ada Lovelace";
    public const string Message = "Please call me in the afternoon; in the morning I am at work and cannot answer.";

    private static int posts;

    public static string NextEmail() => $"visitor-{Interlocked.Increment(ref posts)}@example.org";

    /// <summary>The same, by the storage calls alone.</summary>
    public static Task SendAsync(BareCalls calls) => calls.AcceptAsync(
        Name, NextEmail(), Message, CancellationToken.None);

    public static async Task SendAsync(HttpClient app)
    {
        using var request = Next();
        using var answer = await app.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        // An empty answer is that of a function that failed.
        if ((await answer.Content.ReadAsByteArrayAsync()).Length == 0)
            throw new InvalidOperationException("The worker's function failed: it answered 200 with nothing.");
    }

    public static HttpRequestMessage Next()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/consultation")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["name"] = Name,
                ["email"] = NextEmail(),
                ["message"] = Message,
            }),
        };
        request.Headers.Add("Accept", "application/json");
        return request;
    }
}
