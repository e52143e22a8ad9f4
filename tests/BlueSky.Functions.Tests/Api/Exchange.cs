using BlueSky.Functions.Tests.Component;

namespace BlueSky.Functions.Tests.Api;

/// <summary>A request in a world that answers it as promised.</summary>
/// <param name="Because">Of several ways to one answer: which.</param>
internal sealed record Exchange(PromisedAnswer Promised, string Because, Func<Task<FormClient.Response>> SendAsync)
{
    public static IReadOnlyList<Exchange> All { get; } =
        [.. FormExchanges.All, .. LinkExchanges.All, .. WebhookExchanges.All, .. WebsiteExchanges.All];

    public override string ToString() => $"{Promised} {Because}".TrimEnd();

    /// <summary>In a world of its own.</summary>
    public static Exchange Of(
        int status, string mediaType, ApiRequest request, string because = "", Action<TestApp>? before = null,
        Dictionary<string, string?>? settings = null, int times = 1) =>
        new(new PromisedAnswer(request.Operation, status, mediaType), because, async () =>
        {
            using var world = new TestApp(settings);
            before?.Invoke(world);
            for (var i = 1; i < times; i++)
            {
                await request.SendAsync(world);
            }

            return await request.SendAsync(world);
        });
}
