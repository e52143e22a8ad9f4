using BlueSky.Functions.Recipients;
using BlueSky.Functions.Tests.FrontDesk;

namespace BlueSky.Functions.Tests.Imports;

/// <summary>What this app exports, it takes back.</summary>
public sealed class RoundTripTests : IDisposable
{
    private static readonly (string Email, SubscriptionState State)[] People =
    [
        ("+news@example.org", SubscriptionState.Confirmed), ("'tis@example.org", SubscriptionState.Confirmed),
        ("max@example.org", SubscriptionState.Pending), ("eve@example.org", SubscriptionState.Unsubscribed),
        ("kim@example.org", SubscriptionState.Suppressed),
    ];

    private readonly DeskApp desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Exported_erased_and_imported_everyone_has_the_same_state()
    {
        var file = await ExportAsync();
        foreach (var (email, _) in People)
        {
            await desk.App.EraseAsync(email);
        }

        Assert.All(desk.App.Recipients.Rows, row => Assert.Null(row.Email));
        await desk.App.StartAsync(file);
        await desk.App.RunImportsAsync();

        await AssertStatesAsync(desk.App);
        Assert.Equal(0, desk.App.Externals.Imports.Single.UnreadableCount);
    }

    [Fact]
    public async Task Exported_and_imported_elsewhere_everyone_has_the_same_state_and_consent_record()
    {
        var file = await ExportAsync();
        using var other = new TestApp(startsAt: DeskApp.Noon.AddDays(1));

        await other.StartAsync(file);
        await other.RunImportsAsync();

        await AssertStatesAsync(other);
        var imported = other.Externals.Imports.Single;
        Assert.Equal(
            new Consent("Yes", "1", "https://www.clinic.example/", DeskApp.Noon, imported.Id),
            (await other.FindAsync("+news@example.org"))!.Consent);
        Assert.Empty(other.Sender.Sent);
    }

    private async Task<string> ExportAsync()
    {
        foreach (var (email, state) in People)
        {
            desk.App.Know(
                email, state, state == SubscriptionState.Unsubscribed ? desk.App.Clock.GetUtcNow() : null);
        }

        var kim = await desk.SignInAsync(DeskApp.Kim);
        return (await kim.GetAsync("/staff/subscribers.csv")).Body;
    }

    private static async Task AssertStatesAsync(TestApp app)
    {
        foreach (var (email, state) in People)
        {
            Assert.Equal((email, state), (email, await app.StateOfAsync(email)));
        }
    }
}
