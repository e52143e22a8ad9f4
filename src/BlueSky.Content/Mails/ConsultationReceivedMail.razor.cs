namespace BlueSky.Content.Mails;

/// <summary>The data of the acknowledgement; the reference can be read out on the phone.</summary>
/// <param name="Promise">By when the visitor hears from the clinic; null when that time is over.</param>
/// <param name="HasPhone">Whether the visitor can be called.</param>
public sealed record ConsultationReceivedModel(ClinicDetails Clinic, string Reference, string? Promise, bool HasPhone);

/// <summary>
/// Tells a visitor that a request arrived, and what happens next. The address is unverified, so the text is neutral and
/// contains nothing that was typed.
/// </summary>
public sealed partial class ConsultationReceivedMail
{
    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, ConsultationReceivedModel model) => new(
        model.Clinic.Texts["ReceivedMail.Subject"],
        Text(model),
        await renderer.RenderAsync<ConsultationReceivedMail>(model));

    private static string Preheader(ConsultationReceivedModel model) => model.Promise is { } promise
        ? model.Clinic.Texts.Format("ReceivedMail.Preheader", ("promise", promise))
        : model.Clinic.Texts["ReceivedMail.OpeningWithoutPromise"];

    private static string ContactKey(ConsultationReceivedModel model) =>
        model.HasPhone ? "Next.CallsOrWrites" : "Next.Writes";

    private static string? ShownCallsFrom(ConsultationReceivedModel model) =>
        model.HasPhone ? model.Clinic.CallsFrom : null;

    private static string Text(ConsultationReceivedModel model)
    {
        var (clinic, texts) = (model.Clinic, model.Clinic.Texts);
        return PlainText.Blocks(
        [
            PlainText.Title(texts["ReceivedMail.Title"]),
            PlainText.Wrap(model.Promise is { } promise
                ? texts.Format("ReceivedMail.Opening", ("promise", promise))
                : texts["ReceivedMail.OpeningWithoutPromise"]),
            PlainText.Heading(texts["Next.Heading"]),
            Steps(model),
            string.Join('\n', Sooner(model).Select(PlainText.Wrap)),
            PlainText.Wrap(texts.Format("ReceivedMail.Call", ("phone", clinic.Phone))),
            $"*** {texts.Format("ReceivedMail.Emergency", ("911", "911"))} ***\n"
                + PlainText.Wrap(texts.Format("ReceivedMail.Crisis", ("988", "988"))),
            PlainText.Wrap(texts["ReceivedMail.Privacy"]),
            MailFooter.Signature(clinic),
            .. MailFooter.Text(
                clinic, PlainText.Wrap(texts["ReceivedMail.Reason"]), PlainText.Wrap(texts["ReceivedMail.NotYou"])),
        ]);
    }

    private static string Steps(ConsultationReceivedModel model)
    {
        var texts = model.Clinic.Texts;
        var callsFrom = ShownCallsFrom(model) is { } number
            ? " " + texts.Format("Next.CallsFrom", ("phone", number))
            : "";
        var talk = model.Clinic.Doctor is { } doctor
            ? texts.Format("Next.ListenWithDoctor", ("doctor", doctor))
            : texts["Next.Listen"];
        return string.Join(
            '\n',
            PlainText.Item("1.", texts[ContactKey(model)] + callsFrom),
            PlainText.Item("2.", talk),
            PlainText.Item("3.", texts["Next.Free"]));
    }

    private static IEnumerable<string> Sooner(ConsultationReceivedModel model)
    {
        yield return model.Clinic.Texts["ReceivedMail.Sooner"];
        if (model.Clinic.HoursSentence is { } hours)
        {
            yield return hours;
        }

        yield return model.Clinic.Texts.Format("ReceivedMail.Reference", ("reference", model.Reference));
    }
}
