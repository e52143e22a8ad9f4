namespace BlueSky.Endurance;

/// <summary>A run whose posts come at a steady rate, and whose worker is looked at meanwhile.</summary>
/// <param name="Lasts">All posts are spread evenly over it.</param>
/// <param name="SampleEvery">How often the worker is looked at.</param>
internal sealed record SoakPlan(TimeSpan Lasts, TimeSpan SampleEvery);
