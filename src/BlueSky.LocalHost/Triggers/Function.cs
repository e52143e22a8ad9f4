using System.Reflection;

namespace BlueSky.LocalHost.Triggers;

/// <summary>A method of the app that carries <c>[Function]</c>, by what triggers it.</summary>
internal abstract record Function(string Name, MethodInfo Method);

/// <summary>Answers the HTTP methods it lists, or all when it lists none.</summary>
internal sealed record HttpFunction(string Name, MethodInfo Method, string Route, IReadOnlyList<string> Methods)
    : Function(Name, Method);

internal sealed record QueueFunction(string Name, MethodInfo Method, string Queue) : Function(Name, Method);

/// <summary>Runs by a crontab schedule of six fields, seconds first, in UTC.</summary>
internal sealed record TimerFunction(string Name, MethodInfo Method, string Schedule) : Function(Name, Method);
