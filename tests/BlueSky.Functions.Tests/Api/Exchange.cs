using BlueSky.Functions.Tests.Component;

namespace BlueSky.Functions.Tests.Api;

/// <summary>A request in a app that answers it as promised.</summary>
/// <param name="Because">Of several ways to one answer: which.</param>
internal sealed record Exchange(PromisedAnswer Promised, string Because, Func<Task<FormClient.Response>> SendAsync)
{
    public static IReadOnlyList<Exchange> All { get; } =
    [
        .. FormExchanges.All, .. LinkExchanges.All, .. WebhookExchanges.All, .. WebsiteExchanges.All,
        .. StaffExchanges.All, .. FrontDeskExchanges.All, .. ImportExchanges.All, .. SubscriberExchanges.All,
        .. NewsExchanges.All,
    ];

    public override string ToString() => $"{Promised} {Because}".TrimEnd();

    /// <summary>In a app of its own.</summary>
    public static Exchange Of(
        int status, string mediaType, ApiRequest request, string because = "", Action<TestApp>? before = null,
        Dictionary<string, string?>? settings = null, int times = 1) =>
        new(new PromisedAnswer(request.Operation, status, mediaType), because, async () =>
        {
            using var app = new TestApp(settings);
            before?.Invoke(app);
            for (var i = 1; i < times; i++)
            {
                await request.SendAsync(app);
            }

            return await request.SendAsync(app);
        });
}
