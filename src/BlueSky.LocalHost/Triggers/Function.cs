namespace BlueSky.LocalHost.Triggers;

/// <summary>A function of the app as its worker describes it, by what triggers it.</summary>
/// <param name="Parameter">The parameter that takes what the trigger brings.</param>
internal abstract record Function(string Name, string Parameter);

/// <summary>Answers the HTTP methods it lists, or all when it lists none.</summary>
internal sealed record HttpFunction(string Name, string Parameter, string Route, IReadOnlyList<string> Methods)
    : Function(Name, Parameter);

internal sealed record QueueFunction(string Name, string Parameter, string Queue) : Function(Name, Parameter);

/// <summary>Runs by a crontab schedule of six fields, seconds first, in UTC.</summary>
internal sealed record TimerFunction(string Name, string Parameter, string Schedule) : Function(Name, Parameter);
