using System.Globalization;
using BlueSky.Content.Staff;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.News;

/// <summary>How the pages call the state of news, and what can be done in it.</summary>
internal static class NewsProgress
{
    private static readonly NewsAction Refresh = new("Refresh", Do: null);
    private static readonly NewsAction Stop = new("Stop sending", "stop", IsWarning: true);

    public static Tag StateOf(NewsState state) => state switch
    {
        NewsState.Draft => new Tag("Draft", TagTone.Wait),
        NewsState.Scheduled => new Tag("Planned"),
        NewsState.Starting or NewsState.Sending => new Tag("Sending", TagTone.Wait),
        NewsState.Paused => new Tag("Paused", TagTone.Wait),
        NewsState.Stopped => new Tag("Stopped", TagTone.Bad),
        _ => new Tag("Sent", TagTone.Good),
    };

    /// <param name="subscribed">How many are subscribed now, for what is planned.</param>
    public static NewsProgressModel Of(
        NewsItem news, StaffFrame frame, Uri link, int subscribed, NewsSettings settings, ClinicSettings clinic,
        DateTimeOffset now)
    {
        var title = $"{StateOf(news.State).Words}: {news.Subject}";
        if (news.State == NewsState.Scheduled)
        {
            return new NewsProgressModel(
                frame, link, title, $"It will be sent {clinic.OnDayAndTime(now, news.ScheduledFor!.Value)}.",
                string.Create(CultureInfo.InvariantCulture, $"{subscribed} people get it as of now."),
                "To change the text, press the button: it is a draft again then.", 0, 0,
                [new NewsAction("Do not send it", "stop", IsWarning: true)], []);
        }

        var total = Math.Max(0, news.Recipients - news.Counts.Skipped);
        // Those that SendGrid never took are done too; those on the way may be among those it took.
        var done = Math.Min(total, Math.Max(news.Counts.Handed, news.Counts.Arrived + news.Counts.Failed));
        return new NewsProgressModel(
            frame, link, title,
            string.Create(CultureInfo.InvariantCulture, $"{news.Counts.Handed} of {total} sent."),
            RestOf(news, total - done, settings),
            NoteOf(news, clinic, now) + RetryNoteOf(news, now),
            done, total,
            news.State switch
            {
                NewsState.Starting or NewsState.Sending => [Refresh, new NewsAction("Pause", "pause"), Stop],
                NewsState.Paused => [Refresh, new NewsAction("Go on", "resume"), Stop],
                _ when news.CanRetry(now) =>
                    [Refresh, new NewsAction($"Try {Emails(news.Counts.GivenUp)} again", "retry")],
                _ => [Refresh],
            },
            [
                new Figure("Arrived", news.Counts.Arrived), new Figure("On the way", news.Counts.OnTheWay),
                new Figure("Did not arrive", news.Counts.Failed), new Figure("Unsubscribed", news.Counts.Unsubscribed),
            ]);
    }

    public static int MinutesFor(int emails, NewsSettings settings) =>
        settings.MailsPerMinute == 0 ? 1 : (emails + settings.MailsPerMinute - 1) / settings.MailsPerMinute;

    private static string RestOf(NewsItem news, int left, NewsSettings settings) =>
        news.State is not (NewsState.Starting or NewsState.Sending) ? ""
        : MinutesFor(left, settings) switch
        {
            <= 1 => "About a minute left.",
            var minutes => string.Create(CultureInfo.InvariantCulture, $"About {minutes} minutes left."),
        };

    private static string RetryNoteOf(NewsItem news, DateTimeOffset now) => news.CanRetry(now)
        ? $" {Emails(news.Counts.GivenUp)} did not go out, as far as we know: SendGrid refused the email or did not "
            + "answer. If you try again, someone may get it twice."
        : "";

    private static string Emails(int number) =>
        number == 1 ? "1 email" : string.Create(CultureInfo.InvariantCulture, $"{number} emails");

    private static string NoteOf(NewsItem news, ClinicSettings clinic, DateTimeOffset now)
    {
        var asOf = $"This page is as of {clinic.Clock(news.Counts.At ?? now)}.";
        return news.State switch
        {
            NewsState.Paused => $"Nothing is sent until you press “Go on”. {asOf}",
            NewsState.Stopped =>
                $"It was stopped {clinic.OnDayAndTime(now, news.EndedAt ?? now)}. The others do not get it. {asOf}",
            NewsState.Sent => $"The last one was sent {clinic.OnDayAndTime(now, news.EndedAt ?? now)}. {asOf}",
            _ => $"You can close this page. The sending goes on by itself. {asOf}",
        };
    }
}
