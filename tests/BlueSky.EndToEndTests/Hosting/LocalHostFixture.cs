namespace BlueSky.EndToEndTests.Hosting;

/// <summary>One LocalHost for all tests of a collection.</summary>
public abstract class LocalHostFixture : IAsyncLifetime
{
    private readonly IReadOnlyDictionary<string, string>? settings;
    private LocalHost? host;

    private protected LocalHostFixture(IReadOnlyDictionary<string, string>? settings = null) =>
        this.settings = settings;

    internal LocalHost Host => host ?? throw new InvalidOperationException("The host is not started yet.");

    public virtual async Task InitializeAsync() => host = await LocalHost.StartAsync(settings);

    public virtual async Task DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }
}
