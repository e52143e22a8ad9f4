using System.Globalization;
using BlueSky.Content;
using BlueSky.Content.Mails;
using BlueSky.Content.Staff;
using BlueSky.Functions.FrontDesk;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Look = BlueSky.Content.Staff.NewsView;

namespace BlueSky.Functions.News;

/// <summary>Makes the pages of news.</summary>
internal sealed class NewsView(
    ContentRenderer renderer, RequestListView frames, StaffNames names, NewsComposer composer, ClinicSettings clinic,
    NewsSettings settings, TimeProvider clock)
{
    public async Task<IResult> ListAsync(StaffVisit visit, IEnumerable<NewsItem> all) =>
        new StaffPage(await NewsListPage.RenderAsync(renderer, new NewsListModel(
            frames.FrameOf(visit),
            [.. all.OrderByDescending(news => news.StartedAt ?? news.ChangedAt).Select(LineOf)])));

    public Task<IResult> EditAsync(
        StaffVisit visit, NewsItem news, bool isSaved, int status = StatusCodes.Status200OK) => RenderAsync(
        EditModelOf(visit, news) with
        {
            Saved = isSaved ? $"Saved at {clinic.Clock(news.ChangedAt)}" : null,
            SubjectProblem = status == StatusCodes.Status200OK ? null : NewsCheck.SubjectProblem(news),
            TextProblems = status == StatusCodes.Status200OK ? [] : NewsCheck.TextProblems(news),
        },
        status);

    /// <param name="subject">What this person typed.</param>
    public Task<IResult> ConflictAsync(StaffVisit visit, NewsItem stored, string subject, string text) => RenderAsync(
        EditModelOf(visit, stored with { Subject = subject, Text = text }) with
        {
            Conflict = new NewsConflict(
                $"{names.Of(stored.By, visit.Person)} changed this at {clinic.Clock(stored.ChangedAt)}",
                stored.Subject, stored.Text),
        },
        StatusCodes.Status409Conflict);

    public async Task<IResult> PreviewAsync(
        StaffVisit visit, NewsItem news, string viewName, int recipients, NewsOrder order,
        int status = StatusCodes.Status200OK)
    {
        var (text, mail) = (NewsText.Parse(news.Text), composer.Example(news));
        var model = new NewsPreviewModel(
            frames.FrameOf(visit), LinkTo(news),
            Enum.TryParse<Look>(viewName, ignoreCase: true, out var look) ? look : Look.Desktop,
            news.Subject, text, NewsMail.TextOf(mail), news.Changes, visit.Person.Email,
            news.TestedAt is { } tested ? $"Test sent at {clinic.Clock(tested)}" : null,
            recipients, TakesOf(recipients), clinic.ZoneName())
        {
            CannotSend = ObstacleOf(news, recipients),
            Count = order.Count,
            CountProblem = order.CountProblem,
            At = order.Time,
            AtProblem = order.TimeProblem,
        };
        return new StaffPage(await NewsPreviewPage.RenderAsync(renderer, model), status);
    }

    public bool CanSend(NewsItem news, int recipients) => ObstacleOf(news, recipients) is null;

    /// <param name="subscribed">How many there are now, for what is planned.</param>
    public async Task<IResult> ProgressAsync(StaffVisit visit, NewsItem news, int subscribed) =>
        new StaffPage(await NewsProgressPage.RenderAsync(renderer, NewsProgress.Of(
            news, frames.FrameOf(visit), LinkTo(news), subscribed, settings, clinic, clock.GetUtcNow())));

    private NewsEditModel EditModelOf(StaffVisit visit, NewsItem news) =>
        new(frames.FrameOf(visit), LinkTo(news), news.Subject, news.Text, news.Changes);

    private async Task<IResult> RenderAsync(NewsEditModel model, int status) =>
        new StaffPage(await NewsEditPage.RenderAsync(renderer, model), status);

    private NewsLine LineOf(NewsItem news)
    {
        var now = clock.GetUtcNow();
        var (label, when) = news switch
        {
            { EndedAt: { } ended } => ("Sent:", ended),
            { StartedAt: { } started } => ("Started:", started),
            { ScheduledFor: { } planned } => ("Planned:", planned),
            _ => ("Saved:", news.ChangedAt),
        };
        return new NewsLine(
            LinkTo(news),
            news.Subject.Length == 0 ? "No subject yet" : news.Subject,
            NewsProgress.StateOf(news.State),
            label,
            clinic.DayAndTime(now, when),
            news.StartedAt is null ? "not sent" : string.Create(
                CultureInfo.InvariantCulture,
                $"{news.Counts.Arrived} of {news.Recipients - news.Counts.Skipped}"));
    }

    private string? ObstacleOf(NewsItem news, int recipients) =>
        !NewsCheck.IsReady(news) ? "The text is not finished. Change it first."
        : !clinic.HasPostalAddress ? "The law asks for the clinic's postal address in it, and it is not set yet."
        : recipients == 0 ? "No one is signed up yet."
        : null;

    private string TakesOf(int recipients)
    {
        var minutes = NewsProgress.MinutesFor(recipients, settings);
        return minutes <= 1 ? "It takes about a minute."
            : string.Create(CultureInfo.InvariantCulture, $"It takes about {minutes} minutes.");
    }

    private static Uri LinkTo(NewsItem news) => new($"{NewsEndpoint.Path}/{news.Id}", UriKind.Relative);
}
