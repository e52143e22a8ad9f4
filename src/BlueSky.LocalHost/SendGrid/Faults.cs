namespace BlueSky.LocalHost.SendGrid;

/// <summary>The steps that wait for sends, used up in order, one for each send. In memory only.</summary>
internal sealed class Faults
{
    private readonly Lock gate = new();
    private readonly Queue<FaultStep> steps = [];

    /// <returns>How many steps wait now.</returns>
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
