using BlueSky.Functions.News;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>Keeps messages until they are seen; hands over what is visible at the clock's time.</summary>
internal sealed class FakeNewsQueue(TimeProvider clock) : INewsQueue
{
    private readonly Lock gate = new();
    private List<(NewsMessage Message, DateTimeOffset VisibleAt)> messages = [];

    public bool IsDown { get; set; }

    public int Count => messages.Count;

    public Task<bool> TrySendAsync(NewsMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (!IsDown)
            {
                messages.Add((message, clock.GetUtcNow() + delay));
            }
        }

        return Task.FromResult(!IsDown);
    }

    public IReadOnlyList<NewsMessage> TakeVisible()
    {
        lock (gate)
        {
            var visible = messages.Where(entry => entry.VisibleAt <= clock.GetUtcNow()).ToList();
            messages = messages.Except(visible).ToList();
            return [.. visible.Select(entry => entry.Message)];
        }
    }

    public void Lose()
    {
        lock (gate)
        {
            messages = [];
        }
    }
}
