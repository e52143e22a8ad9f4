using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Recipients;

public sealed class RecipientBookTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_row_that_keeps_changing_counts_as_an_outage()
    {
        var outage = await Assert.ThrowsAsync<StorageUnavailableException>(() => app.Get<RecipientBook>().ChangeAsync(
            "key-1",
            current =>
            {
                app.Recipients.Put(current);
                return current with { Email = "ada@example.org" };
            },
            CancellationToken.None));

        Assert.Equal("a recipient's row kept changing", outage.Reason);
    }
}
