using BlueSky.Content;
using BlueSky.Content.Pages;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Http;

/// <summary>The thank-you page of a website that has none. Without a valid link, it only says thank you.</summary>
public sealed class ThanksFunction
{
    private readonly ContentRenderer renderer;
    private readonly ClinicSettings clinic;
    private readonly ThanksLinks links;
    private readonly NextSteps steps;

    internal ThanksFunction(ContentRenderer renderer, ClinicSettings clinic, ThanksLinks links, NextSteps steps) =>
        (this.renderer, this.clinic, this.links, this.steps) = (renderer, clinic, links, steps);

    [Function("thanks")]
    public async Task<IResult> HandleAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/thanks")] HttpRequest request)
    {
        ResponseHeaders.ApplySecurity(request.HttpContext.Response);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return new MethodNotAllowed("GET, HEAD");
        }

        var model = links.Verify(request.Query["t"].FirstOrDefault()) is { } post
            ? steps.Of(post).PageFor(post, VisitorLanguage.TextsOfLink(request))
            : new PlainThanks(clinic.Details(VisitorLanguage.TextsOf(request)));
        return new HtmlPage(await ThanksPage.RenderAsync(renderer, model), StatusCodes.Status200OK);
    }
}
