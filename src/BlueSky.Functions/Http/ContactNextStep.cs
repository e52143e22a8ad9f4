using BlueSky.Content.Localization;
using BlueSky.Content.Pages;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Http;

/// <summary>The clinic gets in touch: by when, from which number, and whom to call sooner.</summary>
internal sealed class ContactNextStep(ClinicSettings clinic, SiteSettings site, TimeProvider clock) : INextStep
{
    public string? Form => null;

    public Uri? ThankYouUrl => site.ThankYouUrl;

    public string HintFor(AcceptedPost post, Texts texts)
    {
        IEnumerable<string?> lines =
        [
            PromiseOf(post, texts) is { } promise ? texts.Format("Hint.Contact", ("promise", promise)) : null,
            .. NumbersFor(post, texts),
            texts.Format("Hint.Reference", ("reference", post.Id)),
            texts["Hint.Emergency"],
        ];
        return string.Join('\n', lines.OfType<string>());
    }

    public ThanksModel PageFor(AcceptedPost post, Texts texts) => new ConsultationThanks(
        clinic.Details(texts), PromiseOf(post, texts), post.Id, post.Reach);

    private IEnumerable<string> NumbersFor(AcceptedPost post, Texts texts)
    {
        var callsFrom = post.Reach == Reach.Writes ? null : clinic.CallsFrom;
        if (callsFrom == clinic.Phone)
        {
            var hours = clinic.HoursIn(texts);
            yield return texts.Format(
                hours is null ? "Hint.SameNumber" : "Hint.SameNumberWithHours",
                ("phone", clinic.Phone), ("hours", hours ?? ""));
            yield break;
        }

        if (callsFrom is not null)
        {
            yield return texts.Format("Hint.CallsFrom", ("phone", callsFrom));
        }

        yield return texts.Format("Hint.CallUs", ("phone", clinic.Phone));
    }

    private string? PromiseOf(AcceptedPost post, Texts texts) => post.PromisedBy is { } time
        ? clinic.Promise(clock.GetUtcNow(), time, texts)
        : null;
}
