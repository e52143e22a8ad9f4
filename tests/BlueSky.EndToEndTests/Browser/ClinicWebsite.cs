using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>
/// The clinic's website as Webflow serves it, on another origin than the app: the files in pages/, which name the app
/// as <c>{{app}}</c>. The browser gets them from the test; there is no such server.
/// </summary>
internal static class ClinicWebsite
{
    private const string Address = TestSettings.PagesOrigin + "/";

    public static Uri Page(string name) => new($"{Address}{name}.html");

    /// <param name="headers">What the site says with each of its files.</param>
    public static Task ServeAsync(
        IBrowserContext context, Uri app, IReadOnlyDictionary<string, string>? headers = null) =>
        context.RouteAsync($"{Address}**", async route =>
        {
            var file = Path.GetFileName(new Uri(route.Request.Url).AbsolutePath);
            var text = file == "formspree-ajax.js"
                ? await Npm.ReadAsync("@formspree/ajax/dist/global.js")
                : await File.ReadAllTextAsync(Path.Combine(Repository.WebflowPages, file));
            await route.FulfillAsync(new()
            {
                Headers = headers,
                Body = text.Replace("{{app}}", app.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal),
                ContentType = Path.GetExtension(file) switch
                {
                    ".css" => "text/css",
                    ".js" => "text/javascript",
                    _ => "text/html",
                },
            });
        });
}
