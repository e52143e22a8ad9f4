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
        "More confirmation emails were asked for within one hour than the limit of",
        "Every request is stored. The emails that wait go out oldest first, as the limit of each next hour allows, " +
        "until a request is 24 hours old.",
        "subscribe",
        "Limits:ConfirmMailsPerHour");

    private static readonly Words Acknowledgements = new(
        "Acknowledgements are left out",
        "More consultation requests were to be acknowledged by email within one hour than the limit of",
        "Every request is stored, and you are told of it. Until the hour is over, visitors get no email that says so.",
        "consultation",
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

    private static string Opening(StaffAlertModel model) => $"{WordsFor(model).Reached} {model.Quota}.";

    private static string Noticed(StaffAlertModel model) => $"Noticed: {model.LocalTime}";

    private static string Text(StaffAlertModel model) => PlainText.Blocks(
    [
        WordsFor(model).Title,
        $"{PlainText.Wrap(Opening(model))}\n{Noticed(model)}",
        PlainText.Wrap(WordsFor(model).Consequence),
        PlainText.Wrap(WordsFor(model).Misuse),
        WhatToDo,
        PlainText.Wrap(WordsFor(model).Look),
        PlainText.Wrap(WordsFor(model).Raise),
        PlainText.Wrap(MailReason.Staff),
        MailFooter.Text(model.Clinic),
    ]);

    private sealed record Words(string Title, string Reached, string Consequence, string Form, string Setting)
    {
        public string Misuse =>
            $"Perhaps someone misuses the {Form} form to flood strangers with email. The limit protects them, and " +
            "the good name of your email.";

        public string Look =>
            $"Look at the latest submissions of the {Form} form. Many in a row that nobody expected speak for " +
            "misuse; then the limit does its work, and you can leave it as it is.";

        public string Raise => $"If they are real, after an announcement for example, raise the setting {Setting}.";
    }
}
