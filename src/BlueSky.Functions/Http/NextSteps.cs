using BlueSky.Content.Localization;
using BlueSky.Content.Pages;

namespace BlueSky.Functions.Http;

/// <summary>
/// What visitors can expect after a post of a form. It depends on what they typed and on settings, never on what is
/// stored about an address.
/// </summary>
internal interface INextStep
{
    /// <summary>The form's name; null for every form without a next step of its own.</summary>
    string? Form { get; }

    /// <summary>The website's thank-you page; null for the app's own.</summary>
    Uri? ThankYouUrl { get; }

    /// <summary>For forms.js, which shows it below the website's own text; lines are separated by line feeds.</summary>
    string HintFor(AcceptedPost post, Texts texts);

    /// <summary>The app's own thank-you page.</summary>
    ThanksModel PageFor(AcceptedPost post, Texts texts);
}

/// <summary>Finds the next step of a form.</summary>
internal sealed class NextSteps(IEnumerable<INextStep> steps, ThanksLinks links)
{
    private readonly INextStep general = steps.Single(step => step.Form is null);
    private readonly Dictionary<string, INextStep> byForm =
        steps.Where(step => step.Form is not null).ToDictionary(step => step.Form!);

    public INextStep Of(AcceptedPost post) => byForm.GetValueOrDefault(post.Form, general);

    /// <returns>An absolute, percent-encoded URL.</returns>
    public string ThankYouUrlFor(AcceptedPost post, Texts texts) =>
        RedirectPolicy.Encode(Of(post).ThankYouUrl ?? links.To(post, texts));
}
