namespace BlueSky.Content.Mails;

/// <summary>
/// What staff learn when the hourly limit of confirmation mails is reached; <paramref name="LocalTime"/> is in the
/// clinic's zone and names it.
/// </summary>
public sealed record StaffAlertModel(ClinicDetails Clinic, int Ceiling, string LocalTime);

/// <summary>Tells staff that confirmation mails have to wait, why that may be, and what to do.</summary>
public sealed partial class StaffAlertMail
{
    private const string Title = "Confirmation mails are waiting";

    private const string Waiting =
        "Every request is stored. The mails that wait go out newest first, as the limit of each next hour allows, " +
        "until a request is 24 hours old.";

    private const string Misuse =
        "Perhaps someone misuses the subscribe form to flood strangers with mail. The limit protects them, and the " +
        "good name of your mail.";

    private const string WhatToDo = "What you can do";

    private const string Look =
        "Look at the latest submissions of the subscribe form. Many in a row that nobody expected speak for misuse; " +
        "then the limit does its work, and you can leave it as it is.";

    private const string Raise =
        "If they are real, after an announcement for example, raise the setting Limits:ConfirmMailsPerHour.";

    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, StaffAlertModel model) => new(
        Title,
        Text(model),
        await renderer.RenderAsync<StaffAlertMail>(model));

    private static string Opening(StaffAlertModel model) =>
        $"More confirmation mails were asked for within one hour than the limit of {model.Ceiling}.";

    private static string Noticed(StaffAlertModel model) => $"Noticed: {model.LocalTime}";

    private static string Text(StaffAlertModel model) => PlainText.Blocks(
    [
        Title,
        $"{PlainText.Wrap(Opening(model))}\n{Noticed(model)}",
        PlainText.Wrap(Waiting),
        PlainText.Wrap(Misuse),
        WhatToDo,
        PlainText.Wrap(Look),
        PlainText.Wrap(Raise),
        PlainText.Wrap(MailReason.Staff),
        MailFooter.Text(model.Clinic),
    ]);
}
