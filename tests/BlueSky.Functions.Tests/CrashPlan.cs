using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace BlueSky.Functions.Tests;

/// <summary>
/// Ends a process at its n-th step. Each call to something outside has two: before it takes effect, and after that,
/// before the caller hears of it. What the process calls later has no effect either: it is dead.
/// </summary>
internal sealed class CrashPlan(int at)
{
    private int steps;

    public bool Happened => steps > at;

    public T Within<T>(T outside)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, Interception>();
        (((Interception)(object)proxy).Plan, ((Interception)(object)proxy).Target) = (this, outside);
        return proxy;
    }

    private void Step()
    {
        if (Interlocked.Increment(ref steps) > at)
        {
            throw new ProcessEndedException();
        }
    }

    private async Task CallAsync(Func<Task> call)
    {
        Step();
        await call();
        Step();
    }

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        Step();
        var result = await call();
        Step();
        return result;
    }

    [SuppressMessage("Performance", "CA1852", Justification = "A proxy's class derives from it at run time.")]
    public class Interception : DispatchProxy
    {
        private static readonly MethodInfo CallOfT = typeof(CrashPlan)
            .GetMethods(BindingFlags.Instance | BindingFlags.NonPublic)
            .Single(method => method is { Name: nameof(CallAsync), IsGenericMethod: true });

        internal CrashPlan Plan { get; set; } = null!;

        internal object Target { get; set; } = null!;

        protected override object? Invoke(MethodInfo? method, object?[]? arguments)
        {
            var returns = method!.ReturnType;
            if (returns == typeof(Task))
            {
                return Plan.CallAsync(() => (Task)method.Invoke(Target, arguments)!);
            }

            if (returns.IsGenericType && returns.GetGenericTypeDefinition() == typeof(Task<>))
            {
                var call = Delegate.CreateDelegate(
                    typeof(Func<>).MakeGenericType(returns),
                    new Call(method, Target, arguments),
                    typeof(Call).GetMethod(nameof(Call.Make))!.MakeGenericMethod(returns));
                return CallOfT.MakeGenericMethod(returns.GenericTypeArguments).Invoke(Plan, [call]);
            }

            if (!returns.IsValueType)
            {
                // What is answered at once is known within the process.
                Plan.Step();
            }

            return method.Invoke(Target, arguments);
        }

        private sealed record Call(MethodInfo Method, object Target, object?[]? Arguments)
        {
            public T Make<T>() => (T)Method.Invoke(Target, Arguments)!;
        }
    }
}

/// <summary>The process ends here; nothing of it hears of that.</summary>
internal sealed class ProcessEndedException : Exception;
