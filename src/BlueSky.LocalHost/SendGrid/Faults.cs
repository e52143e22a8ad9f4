namespace BlueSky.LocalHost.SendGrid;

/// <summary>A queue of steps, in memory; each send request takes one.</summary>
internal sealed class Faults
{
    private readonly Lock gate = new();
    private readonly Queue<FaultStep> steps = [];

    /// <returns>The number of steps in the queue.</returns>
    public int Add(IEnumerable<FaultStep> more)
    {
        lock (gate)
        {
            foreach (var step in more)
                steps.Enqueue(step);
            return steps.Count;
        }
    }

    public FaultStep Next()
    {
        lock (gate)
            return steps.TryDequeue(out var step) ? step : FaultStep.None;
    }

    public void Clear()
    {
        lock (gate)
            steps.Clear();
    }
}
