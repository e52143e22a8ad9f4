using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Tests.Component;

public sealed class FunctionClassTests
{
    public static TheoryData<Type> Classes =>
        [.. typeof(BlueSkyServices).Assembly.GetTypes().Where(type => FunctionsOf(type).Any())];

    // For others, the worker's generated code compiles an expression for each invocation.
    [Theory]
    [MemberData(nameof(Classes))]
    public void The_worker_can_call_each_function_directly(Type type)
    {
        Assert.True(type.IsPublic);
        Assert.All(FunctionsOf(type), function => Assert.True(function.IsPublic));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Each_class_of_functions_is_created_from_singletons(Type type)
    {
        using var app = new TestApp();

        if (type is not { IsAbstract: true, IsSealed: true })
        {
            Assert.IsType(type, FunctionActivator.Create(type, app.Services));
        }
    }

    private static IEnumerable<MethodInfo> FunctionsOf(Type type) => type
        .GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null);
}
