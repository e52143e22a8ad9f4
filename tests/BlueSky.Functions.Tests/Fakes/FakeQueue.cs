using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>Keeps messages until they are seen; hands over what is visible at the clock's time.</summary>
internal sealed class FakeQueue(TimeProvider clock) : ISubmissionQueue
{
    /// <summary>In bytes: in base64 they are the 64 KiB that the service takes.</summary>
    private const int MaxMessage = 48 * 1024;

    private readonly Lock gate = new();
    private List<(SubmissionMessage Message, DateTimeOffset VisibleAt)> messages = [];

    public bool IsDown { get; set; }

    /// <summary>What happens elsewhere after a message was sent, before the sender hears of it.</summary>
    public Func<Task> OnSent { get; set; } = () => Task.CompletedTask;

    public IReadOnlyList<SubmissionMessage> Messages => messages.Select(entry => entry.Message).ToList();

    public IReadOnlyList<TimeSpan> Delays => messages.Select(entry => entry.VisibleAt - clock.GetUtcNow()).ToList();

    public async Task<bool> TrySendAsync(SubmissionMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var isTaken = !IsDown && message.ToJson().Length <= MaxMessage;
        if (isTaken)
        {
            lock (gate)
            {
                messages.Add((message, clock.GetUtcNow() + delay));
            }
        }

        await OnSent();
        return isTaken;
    }

    public IReadOnlyList<SubmissionMessage> TakeVisible()
    {
        lock (gate)
        {
            var visible = messages.Where(entry => entry.VisibleAt <= clock.GetUtcNow()).ToList();
            messages = messages.Except(visible).ToList();
            return visible.Select(entry => entry.Message).ToList();
        }
    }
}
