using BlueSky.Content.Localization;

namespace BlueSky.Content.Mails;

/// <summary>The data of the email with a sign-in code.</summary>
/// <param name="Code">As it is read: <c>4821 0937</c>.</param>
/// <param name="Until">When it stops working, in the clinic's time.</param>
public sealed record StaffCodeModel(ClinicDetails Clinic, string Code, string Until);

/// <summary>
/// A code with which one person signs in to the front desk. It is not in the subject or the preheader, which phones
/// show on a locked screen.
/// </summary>
public sealed partial class StaffCodeMail
{
    private const string Title = "Your sign-in code";
    private const string Preheader = "It works for 10 minutes, one time.";
    private const string WhereToType = "Type this code on the page where you asked for it.";

    private const string Limits = "It works **until {time}**, one time, and only in the browser where you asked.";

    private const string Secret =
        "Never tell this code to anyone. We will not ask you for it by phone or by email.";

    private const string NotYou =
        "Did you not ask for a code? You can ignore this email. Nobody can sign in without it.";

    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, StaffCodeModel model) => new(
        Title,
        Text(model),
        await renderer.RenderAsync<StaffCodeMail>(model));

    private static string Text(StaffCodeModel model) => PlainText.Blocks(
    [
        PlainText.Title(Title),
        PlainText.Wrap(WhereToType),
        model.Code,
        PlainText.Wrap(Phrase.Plain(Limits, ("time", model.Until))),
        PlainText.Wrap(Secret),
        PlainText.Wrap(NotYou),
        .. MailFooter.StaffText(model.Clinic),
    ]);
}
