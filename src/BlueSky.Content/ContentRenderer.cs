using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlueSky.Content;

/// <summary>Renders a Razor component to an HTML string. Thread-safe.</summary>
public sealed class ContentRenderer
{
    // Not the app's services: the Functions worker registers MVC, whose NavigationManager is not initialized outside
    // MVC, and a <form> without an action uses any registered NavigationManager.
    private readonly Lazy<IServiceProvider> noServices = new(() => new ServiceCollection().BuildServiceProvider());

    /// <param name="model">The component's parameter <c>Model</c>.</param>
    public async Task<string> RenderAsync<TComponent>(object model)
        where TComponent : IComponent
    {
        // A renderer keeps its output until it is disposed, so each rendering has its own. Errors are thrown, not
        // logged.
        await using var renderer = new HtmlRenderer(noServices.Value, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var view = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = model });
            var root = await renderer.RenderComponentAsync<TComponent>(view);
            return root.ToHtmlString();
        });
    }

    /// <summary>Renders a page for visitors.</summary>
    internal async Task<RenderedPage> RenderPageAsync<TComponent>(object model, ClinicDetails clinic)
        where TComponent : IComponent =>
        new(await RenderAsync<TComponent>(model), clinic.Styles.Pages, clinic.Logo);

    /// <summary>Renders a page for staff, which has no logo.</summary>
    internal async Task<RenderedPage> RenderStaffPageAsync<TComponent>(object model, ClinicDetails clinic)
        where TComponent : IComponent =>
        new(await RenderAsync<TComponent>(model), clinic.Styles.Staff, Logo: null);
}
