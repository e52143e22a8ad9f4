using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>Keeps messages until they are seen; hands over what is visible at the clock's time.</summary>
internal sealed class FakeQueue(TimeProvider clock) : ISubmissionQueue
{
    private readonly Lock gate = new();
    private List<(SubmissionMessage Message, DateTimeOffset VisibleAt)> messages = [];

    public bool IsDown { get; set; }

    public IReadOnlyList<SubmissionMessage> Messages => messages.Select(entry => entry.Message).ToList();

    public IReadOnlyList<TimeSpan> Delays => messages.Select(entry => entry.VisibleAt - clock.GetUtcNow()).ToList();

    public Task<bool> TrySendAsync(SubmissionMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!IsDown)
            {
                messages.Add((message, clock.GetUtcNow() + delay));
            }

            return Task.FromResult(!IsDown);
        }
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
