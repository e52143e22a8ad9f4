using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlueSky.Content;

/// <summary>Renders a Razor component to an html string. Costs nothing until used; safe for many at once.</summary>
public sealed class ContentRenderer
{
    // Never the app's: the Functions worker registers MVC, whose NavigationManager is not initialised outside MVC, and
    // a <form> without an action asks whichever NavigationManager there is.
    private readonly Lazy<IServiceProvider> noServices = new(() => new ServiceCollection().BuildServiceProvider());

    /// <param name="model">All that the component shows: its parameter <c>Model</c>.</param>
    public async Task<string> RenderAsync<TComponent>(object model)
        where TComponent : IComponent
    {
        // A renderer keeps what it rendered until it is disposed, so each rendering has its own. What goes wrong is
        // thrown, not logged.
        await using var renderer = new HtmlRenderer(noServices.Value, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var view = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = model });
            var root = await renderer.RenderComponentAsync<TComponent>(view);
            return root.ToHtmlString();
        });
    }
}
