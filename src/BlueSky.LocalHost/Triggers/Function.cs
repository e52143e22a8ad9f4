using System.Reflection;

namespace BlueSky.LocalHost.Triggers;

/// <summary>A method of the app that carries <c>[Function]</c>, by what triggers it.</summary>
internal abstract record Function(string Name, MethodInfo Method);

/// <param name="Methods">The HTTP methods it answers to; empty means all.</param>
internal sealed record HttpFunction(string Name, MethodInfo Method, string Route, IReadOnlyList<string> Methods)
    : Function(Name, Method);

internal sealed record QueueFunction(string Name, MethodInfo Method, string Queue) : Function(Name, Method);

/// <param name="Schedule">Six fields, seconds first, in UTC.</param>
internal sealed record TimerFunction(string Name, MethodInfo Method, string Schedule) : Function(Name, Method);
