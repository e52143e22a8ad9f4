using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions;

/// <summary>
/// Creates each class of functions once. These classes are public, because the worker's generated code calls only
/// public ones directly: for others, it compiles an expression for each invocation. Their constructors are internal, as
/// what they need is.
/// </summary>
internal sealed class FunctionActivator(IServiceProvider services) : IFunctionActivator
{
    private readonly ConcurrentDictionary<Type, object> instances = new();

    public object CreateInstance(Type instanceType, FunctionContext context) =>
        instances.GetOrAdd(instanceType, Create, services);

    /// <summary>Creates one by its only constructor, with singletons.</summary>
    public static object Create(Type type, IServiceProvider services)
    {
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic).Single();
        return constructor.Invoke(
            [.. constructor.GetParameters().Select(parameter => services.GetRequiredService(parameter.ParameterType))]);
    }
}
