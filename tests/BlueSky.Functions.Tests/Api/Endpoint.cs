using System.Reflection;
using System.Text.RegularExpressions;
using BlueSky.Functions.Tests.Component;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Tests.Api;

/// <summary>An HTTP function of the app, found by its attributes and called by its address.</summary>
/// <param name="Path">Its route, as in <c>/api/f/{form}</c>: host.json adds no prefix.</param>
internal sealed partial record Endpoint(string Path, MethodInfo Function)
{
    /// <summary>As the API document has it: without the constraints.</summary>
    public string DocumentedPath => ConstraintPattern().Replace(Path, "{$1}");

    public static IReadOnlyList<Endpoint> All { get; } =
    [
        .. typeof(BlueSkyServices).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Select(method => (method, Trigger: method.GetParameters()
                .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
                .FirstOrDefault(trigger => trigger is not null)))
            .Where(each => each.Trigger is not null)
            .Select(each => new Endpoint($"/{each.Trigger!.Route}", each.method)),
    ];

    /// <param name="path">Without a query.</param>
    public static Endpoint At(string path) => All.Single(endpoint => endpoint.Route.TryMatch(path, []));

    public async Task<FormClient.Response> AnswerAsync(TestApp app, HttpContext context)
    {
        var route = new RouteValueDictionary();
        Route.TryMatch(context.Request.Path, route);
        var arguments = Function.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(HttpRequest) ? context.Request
            : parameter.ParameterType == typeof(CancellationToken) ? CancellationToken.None
            : route[parameter.Name!]).ToArray();
        var instance = Function.IsStatic
            ? null
            : FunctionActivator.Create(Function.DeclaringType!, app.Services);

        var answer = Function.Invoke(instance, arguments);
        return await FormClient.ExecuteAsync(context, answer is Task<IResult> task ? await task : (IResult)answer!);
    }

    private RoutePattern Route => new(Path);

    [GeneratedRegex(@"\{(\w+):[^}]+\}")]
    private static partial Regex ConstraintPattern();
}
