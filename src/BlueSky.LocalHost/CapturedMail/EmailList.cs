namespace BlueSky.LocalHost.CapturedMail;

/// <summary>The list of emails, newest first.</summary>
internal static class EmailList
{
    public static Html Render(OutboxModel model) => model.Emails is []
        ? Html.Of($"""<p class="none">No emails yet. Send one of the <a href="/">website's</a> forms.</p>{"\n"}""")
        : Html.Of($"""
            <ol>
            {Html.Join(model.Emails.Select(email => Item(email, model)))}</ol>
            {Older(model.Count - model.Emails.Count)}
            """);

    // The link is the subject alone; its area is the whole item.
    private static Html Item(CapturedEmail email, OutboxModel model)
    {
        var current = email.Id == model.Open?.Id ? new Html(" aria-current=\"true\"") : Html.Empty;
        var address = (model.View with { Id = email.Id }).Address;
        var preheader = Preheader.In(email.HtmlPart) is { } text
            ? Html.Of($"""<p class="preheader">{text}</p>{"\n"}""")
            : Html.Empty;
        return Html.Of($"""
            <li data-id="{email.Id}">
            <p class="top"><span class="to">{email.To}</span> {TimeText.Element(
                email.ReceivedAt, TimeText.Ago(email.ReceivedAt, model.Now))}</p>
            <p class="subject"><a href="{address}#email"{current}>{email.Subject}</a></p>
            {preheader}<p class="template">{email.Template}</p>
            </li>

            """);
    }

    private static Html Older(int count) => count > 0
        ? Html.Of($"""
            <p class="none">And {count} older, in <a href="{OutboxView.Path}.json">mail.json</a>.</p>

            """)
        : Html.Empty;
}
