using BlueSky.Content.Mails;
using BlueSky.Content.Staff;
using BlueSky.Content.Tests.Mails;

namespace BlueSky.Content.Tests.Staff;

/// <summary>News from the first word to the last email.</summary>
internal static class NewsSamples
{
    private static readonly Uri Link = new("/staff/news/NEWS-2345678A", UriKind.Relative);

    private static readonly Uri Unsubscribe = new("https://forms.example.com/api/unsubscribe?t=abc.DEF-123_x");

    public static readonly NewsListModel All = new(
        SignedIn.Manager,
        [
            new(
                Link, NewsMailSamples.Subject, new Tag("Draft", TagTone.Wait), "Saved:", "Today, 9:40 AM", "not sent"),
            new(
                new("/staff/news/NEWS-2345679B", UriKind.Relative), "We move to a new street", new Tag("Scheduled"),
                "Starts:", "Tomorrow, 8:00 AM", "not sent"),
            new(
                new("/staff/news/NEWS-2345679C", UriKind.Relative), "New article on our website",
                new Tag("Sent", TagTone.Good), "Sent:", "Oct 6, 10:00 AM", "348 of 352"),
        ]);

    public static readonly NewsListModel None = All with { News = [] };

    public static readonly NewsEditModel Draft =
        new(SignedIn.Manager, Link, NewsMailSamples.Subject, NewsMailSamples.Holidays, Version: 3);

    public static readonly NewsEditModel Saved = Draft with { Saved = "Saved at 9:40 AM" };

    public static readonly NewsEditModel Wrong = Draft with
    {
        Subject = "",
        Text = "![A picture](https://www.example.org/a.png)\n\n<b>Hello</b>",
        SubjectProblem = "Enter a subject.",
        TextProblems =
        [
            "Line 1: Pictures are not possible: many email programs do not show them.",
            "Line 3: HTML is not possible here.",
        ],
    };

    public static readonly NewsEditModel Conflict = Draft with
    {
        Conflict = new(
            "Rosa changed this at 9:40 AM", "Our holiday hours \u202Egnp.exe",
            "We are closed on December 24.\n\n<script>alert(1)</script>"),
    };

    public static readonly NewsPreviewModel Preview = new(
        SignedIn.Manager, Link, NewsView.Desktop, NewsMailSamples.Subject, NewsText.Parse(NewsMailSamples.Holidays),
        NewsMail.TextOf(new(
            Samples.Clinic, NewsMailSamples.Subject, NewsText.Parse(NewsMailSamples.Holidays), Unsubscribe)),
        Version: 3, "rosa@example.org", "Test sent at 9:42 AM", Recipients: 412, "It takes about 7 minutes.",
        "Mountain Time");

    public static readonly NewsPreviewModel OnPhone = Preview with { View = NewsView.Phone, Tested = null };

    public static readonly NewsPreviewModel AsText = Preview with { View = NewsView.Text, Recipients = 1 };

    public static readonly NewsPreviewModel NotConfirmed = Preview with
    {
        Count = "400",
        At = "2026-11-27T08:00",
        CountProblem = "412 people are signed up. Type 412 to confirm.",
        AtProblem = "This time is over. Choose a later one.",
    };

    public static readonly NewsPreviewModel ForNobody = Preview with
    {
        Recipients = 0,
        CannotSend = "No one is signed up yet.",
    };

    public static readonly NewsPreviewModel AllFormats =
        Preview with { Text = NewsText.Parse(NewsMailSamples.AllFormats) };

    public static readonly NewsProgressModel Sending = new(
        SignedIn.Manager, Link, $"Sending: {NewsMailSamples.Subject}", "236 of 412 sent.", "About 3 minutes left.",
        "You can close this page. The sending goes on by itself. This page is as of 9:51 AM.", Done: 236, Total: 412,
        [
            new NewsAction("Refresh", Do: null),
            new NewsAction("Pause", "pause"),
            new NewsAction("Stop sending", "stop", IsWarning: true),
        ],
        [new("Arrived", 229), new("On the way", 5), new("Did not arrive", 2), new("Unsubscribed", 1)]);

    public static readonly NewsProgressModel Scheduled = Sending with
    {
        Title = $"Scheduled: {NewsMailSamples.Subject}",
        Progress = "It starts tomorrow at 8:00 AM.",
        Rest = "Who is signed up then gets it.",
        Note = "You can close this page. The sending starts by itself.",
        Done = 0,
        Total = 0,
        Buttons = [new("Do not send it", "stop", IsWarning: true)],
        Figures = [],
    };

    public static readonly NewsProgressModel Paused = Sending with
    {
        Title = $"Paused: {NewsMailSamples.Subject}",
        Rest = "It waits for you.",
        Note = "No one gets it now. This page is as of 9:51 AM.",
        Buttons =
        [
            new("Refresh", Do: null), new("Go on", "resume"), new("Stop sending", "stop", IsWarning: true),
        ],
    };

    public static readonly NewsProgressModel Stopped = Sending with
    {
        Title = $"Stopped: {NewsMailSamples.Subject}",
        Rest = "The other 176 do not get it.",
        Note = "Rosa stopped it at 9:52 AM.",
        Buttons = [],
    };

    public static readonly NewsProgressModel Sent = Sending with
    {
        Title = $"Sent: {NewsMailSamples.Subject}",
        Progress = "412 of 412 sent.",
        Rest = "It is done.",
        Note = "This page is as of 10:30 AM.",
        Done = 412,
        Buttons = [new("Refresh", Do: null)],
        Figures = [new("Arrived", 1_409), new("On the way", 0), new("Did not arrive", 3), new("Unsubscribed", 1)],
    };

    public static readonly NewsProgressModel GivenUp = Sent with
    {
        Note = "The last one was sent today at 10:12 AM. This page is as of 10:30 AM. 3 emails did not go out, as far "
            + "as we know: SendGrid refused the email or did not answer. If you try again, someone may get it twice.",
        Buttons = [new("Refresh", Do: null), new("Try 3 emails again", "retry")],
    };
}
