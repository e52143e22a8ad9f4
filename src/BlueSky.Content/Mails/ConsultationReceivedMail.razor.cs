namespace BlueSky.Content.Mails;

/// <summary>The data of the acknowledgement; the reference can be read out on the phone.</summary>
public sealed record ConsultationReceivedModel(ClinicDetails Clinic, string Reference);

/// <summary>
/// Tells a visitor that a message arrived. The address is unverified, so the text is neutral and contains nothing that
/// was typed.
/// </summary>
public sealed partial class ConsultationReceivedMail
{
    private const string Title = "We received your message";
    private const string Opening = "Thank you for your message. We will contact you soon.";
    private const string Privacy = "Please do not send anything private by mail. Tell us when we speak.";
    private const string Emergency = "In an emergency, call 911.";
    private const string Reason = "If you did not write to us, you can ignore this mail.";

    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, ConsultationReceivedModel model) => new(
        Title,
        Text(model),
        await renderer.RenderAsync<ConsultationReceivedMail>(model));

    private static string Text(ConsultationReceivedModel model) => PlainText.Blocks(
    [
        Title,
        Opening,
        PlainText.Wrap(
            $"If it is urgent, or if you want to add something, please call us at {model.Clinic.Phone}. " +
            $"Your reference is {model.Reference}."),
        PlainText.Wrap(Privacy),
        Emergency,
        Reason,
        MailFooter.Text(model.Clinic),
    ]);
}
