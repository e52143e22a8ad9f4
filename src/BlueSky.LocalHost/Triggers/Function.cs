namespace BlueSky.LocalHost.Triggers;

/// <summary>A function of the app, as the worker describes it. Subtypes are its triggers.</summary>
/// <param name="Parameter">The parameter for the trigger's input.</param>
internal abstract record Function(string Name, string Parameter);

/// <summary>Handles the HTTP methods that it lists, or all when it lists none.</summary>
internal sealed record HttpFunction(string Name, string Parameter, string Route, IReadOnlyList<string> Methods)
    : Function(Name, Parameter);

internal sealed record QueueFunction(string Name, string Parameter, string Queue) : Function(Name, Parameter);

/// <summary>Runs on a crontab schedule in UTC with six fields, seconds first.</summary>
internal sealed record TimerFunction(string Name, string Parameter, string Schedule) : Function(Name, Parameter);
