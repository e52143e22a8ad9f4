namespace BlueSky.Benchmarks;

/// <summary>A consultation request of a visitor who was never here.</summary>
internal static class ConsultationPost
{
    private static int posts;

    public static async Task SendAsync(HttpClient app)
    {
        using var request = Next();
        using var answer = await app.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    public static HttpRequestMessage Next()
    {
        var number = Interlocked.Increment(ref posts);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/consultation")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["name"] = "Ada Lovelace",
                ["email"] = $"visitor-{number}@example.org",
                ["message"] = "Please call me in the afternoon; in the morning I am at work and cannot answer.",
            }),
        };
        request.Headers.Add("Accept", "application/json");
        return request;
    }
}
