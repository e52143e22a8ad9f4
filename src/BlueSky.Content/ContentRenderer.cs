using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace BlueSky.Content;

/// <summary>Renders a Razor component to an html string. Costs nothing until used; safe for many at once.</summary>
public sealed class ContentRenderer(IServiceProvider services, ILoggerFactory loggerFactory)
{
    /// <param name="model">All that the component shows: its parameter <c>Model</c>.</param>
    public async Task<string> RenderAsync<TComponent>(object model)
        where TComponent : IComponent
    {
        // A renderer keeps what it rendered until it is disposed, so each rendering has its own.
        await using var renderer = new HtmlRenderer(services, loggerFactory);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var view = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = model });
            var root = await renderer.RenderComponentAsync<TComponent>(view);
            return root.ToHtmlString();
        });
    }
}
