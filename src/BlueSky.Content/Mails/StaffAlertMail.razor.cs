using System.Globalization;
using BlueSky.Content.Localization;

namespace BlueSky.Content.Mails;

/// <summary>The emails whose limit is reached.</summary>
public enum LimitedMail
{
    Confirmation,
    Acknowledgement,
}

/// <summary>
/// The data of an alert about an hourly limit; <paramref name="LocalTime"/> is in the clinic's time zone and names it.
/// </summary>
public sealed record StaffAlertModel(ClinicDetails Clinic, LimitedMail Mail, int Quota, string LocalTime);

/// <summary>Tells staff that emails are delayed or not sent, possible reasons, and what to do.</summary>
public sealed partial class StaffAlertMail
{
    private const string WhatToDo = "What you can do";

    private static readonly Words Confirmations = new(
        "Confirmation emails are waiting",
        "Nothing is lost. They go out a little later.",
        "More people asked for a confirmation email in one hour than the limit of {limit}.",
        "Nothing is lost. The emails that wait go out later, the oldest first, as the limit of each hour allows. " +
        "Only a request that is 24 hours old gets no email any more.",
        "Perhaps someone uses the subscribe form to send email to strangers. The limit stops that, and keeps the " +
        "good name of your email.",
        "Look at the newest posts of the subscribe form. Are there more than you expect? Then leave the limit as it " +
        "is.",
        "Limits:ConfirmMailsPerHour");

    private static readonly Words Acknowledgements = new(
        "Some visitors get no email from us",
        "Nothing is lost. You are told of each request.",
        "More people asked for a consultation in one hour than the limit of {limit} emails to them.",
        "Nothing is lost. Each request is stored, and you are told of it. But until the hour is over, no email tells " +
        "visitors that we got their request.",
        "Perhaps someone uses the consultation form to send email to strangers. The limit stops that, and keeps the " +
        "good name of your email.",
        "Look at the newest requests. Are there more than you expect? Then leave the limit as it is.",
        "Limits:AcknowledgementsPerHour");

    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, StaffAlertModel model) => new(
        WordsFor(model).Title,
        Text(model),
        await renderer.RenderAsync<StaffAlertMail>(model));

    private static Words WordsFor(StaffAlertModel model) => model.Mail switch
    {
        LimitedMail.Confirmation => Confirmations,
        LimitedMail.Acknowledgement => Acknowledgements,
        _ => throw new ArgumentOutOfRangeException(nameof(model)),
    };

    private static string Opening(StaffAlertModel model) => Phrase.Plain(
        WordsFor(model).Opening, ("limit", model.Quota.ToString(CultureInfo.InvariantCulture)));

    private static string Noticed(StaffAlertModel model) => $"Noticed: {model.LocalTime}";

    private static string Text(StaffAlertModel model) => PlainText.Blocks(
    [
        PlainText.Title(WordsFor(model).Title),
        PlainText.Wrap(Opening(model)),
        PlainText.Wrap(WordsFor(model).Consequence),
        PlainText.Wrap(WordsFor(model).Reason),
        PlainText.Heading(WhatToDo),
        $"{PlainText.Item("*", WordsFor(model).Look)}\n{PlainText.Item("*", WordsFor(model).Raise)}",
        PlainText.Wrap(Noticed(model)),
        .. MailFooter.StaffText(model.Clinic),
    ]);

    private sealed record Words(
        string Title, string Preheader, string Opening, string Consequence, string Reason, string Look, string Setting)
    {
        public string Raise =>
            "Are they real, for example after an announcement? Then ask the person who runs the website to raise the " +
            $"setting {Setting}.";
    }
}
