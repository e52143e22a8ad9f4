namespace BlueSky.LocalHost.CapturedMail;

/// <summary>The newest submissions: in which state each is, and what became of its emails.</summary>
internal static class SubmissionTable
{
    private const string Title = "<h2 id=\"submissions-title\">Submissions</h2>\n";

    public static Html Render(OutboxModel model) => Html.Join([new Html(Title), model.Submissions switch
    {
        null => new Html("<p>Storage does not answer, so the submissions cannot be shown now.</p>\n"),
        [] => new Html("<p class=\"muted\">None in the last seven days.</p>\n"),
        var submissions => Html.Of($"""
            <table>
            <caption>The newest, from the last seven days</caption>
            <thead>
            <tr><th scope="col">Reference</th><th scope="col">Form</th><th scope="col">Received</th><th scope="col">State</th><th scope="col">Emails</th></tr>
            </thead>
            <tbody>
            {Html.Join(submissions.Select(submission => Row(submission, model)))}</tbody>
            </table>

            """),
    }]);

    private static Html Row(SubmissionState submission, OutboxModel model)
    {
        var state = SubmissionText.Of(submission);
        var received = TimeText.Element(
            submission.ReceivedAt, TimeText.Ago(submission.ReceivedAt, model.Now));
        return Html.Of($"""
            <tr>
            <th scope="row">{Reference(submission, model.FrontDesk)}</th>
            <td data-label="Form">{submission.Form}</td>
            <td data-label="Received">{received}</td>
            <td data-label="State"><span class="tag {state.Tone}">{state.Words}</span>{Reason(submission)}</td>
            <td data-label="Emails">{Html.Join(submission.Emails.Select(email => Email(email, model.View)))}</td>
            </tr>

            """);
    }

    // Only requests are on the front desk.
    private static Html Reference(SubmissionState submission, Uri frontDesk) => submission.IsRequest
        ? Html.Of($"""<a href="{frontDesk.AbsoluteUri}/requests/{submission.Id}">{submission.Id}</a>""")
        : Html.Of($"{submission.Id}");

    private static Html Reason(SubmissionState submission) => submission.Reason is { } reason
        ? Html.Of($"""<p class="reason">{reason}</p>""")
        : Html.Empty;

    private static Html Email(EmailState email, OutboxView view)
    {
        var words = $"{email.Template}: {SubmissionText.Of(email)}";
        return email.MessageId is { } id
            ? Html.Of($"""<p><a href="{(view with { Id = id }).Address}#email">{words}</a></p>""")
            : Html.Of($"<p>{words}</p>");
    }
}
