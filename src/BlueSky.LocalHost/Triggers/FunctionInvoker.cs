using System.Reflection;

namespace BlueSky.LocalHost.Triggers;

/// <summary>Calls a function's method on an instance made for this call, in a scope of its own.</summary>
internal sealed class FunctionInvoker(IServiceScopeFactory scopes)
{
    /// <returns>What the method's task holds; null for a plain <see cref="Task"/> or <c>void</c>.</returns>
    public async Task<object?> InvokeAsync(Function function, Func<ParameterInfo, object?> bind)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (method, type) = (function.Method, function.Method.DeclaringType!);
        var instance = method.IsStatic ? null : ActivatorUtilities.CreateInstance(scope.ServiceProvider, type);
        try
        {
            var arguments = method.GetParameters().Select(bind).ToArray();
            var result = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            return result is Task task ? await ResultOfAsync(task, method) : result;
        }
        finally
        {
            if (instance is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync();
            else
                (instance as IDisposable)?.Dispose();
        }
    }

    private static async Task<object?> ResultOfAsync(Task task, MethodInfo method)
    {
        await task;
        return method.ReturnType.IsGenericType
            ? method.ReturnType.GetProperty(nameof(Task<object>.Result))!.GetValue(task)
            : null;
    }
}
