namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told about its tick.</summary>
public class TimerInfo
{
    /// <summary>True when the tick was missed and is made up for.</summary>
    public bool IsPastDue { get; set; }
}
