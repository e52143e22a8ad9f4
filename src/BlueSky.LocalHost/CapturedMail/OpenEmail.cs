namespace BlueSky.LocalHost.CapturedMail;

/// <summary>The email that is open: its html in a frame, or its text.</summary>
internal static class OpenEmail
{
    public static Html Render(OutboxModel model) => model switch
    {
        { Open: { } email } => Render(email, model),
        { View.Id: not null } => Html.Of($"""
            <h2>There is no such email here</h2>
            <p>It may have been deleted. <a href="{(model.View with { Id = null }).Address}">Open the newest email</a></p>

            """),
        _ => new Html("<h2>Nothing to read yet</h2>\n<p>The newest email opens here by itself.</p>\n"),
    };

    private static Html Render(CapturedEmail email, OutboxModel model)
    {
        var part = email.HtmlPart is null ? EmailPart.Text : model.View.Part;
        return Html.Of($"""
            <h2>{email.Subject}</h2>
            {Code(email.Code)}<dl class="facts">
            <div><dt>To</dt><dd>{email.To}</dd></div>
            <div><dt>From</dt><dd>{email.From}</dd></div>
            <div><dt>Sent</dt><dd>{TimeText.Element(
                email.ReceivedAt, TimeText.Full(email.ReceivedAt, model.ClinicTime))}</dd></div>
            </dl>
            {Switches(email, part, model.View)}{Content(email, part, model.View)}{SendGridRequest.Render(email)}
            """);
    }

    private static Html Code(string? code) => code is null
        ? Html.Empty
        : Html.Of($"""<p class="code">{code}</p>{"\n"}""");

    private static Html Switches(CapturedEmail email, EmailPart part, OutboxView view)
    {
        var parts = Switch(
            "Part", ("Html", view with { Part = EmailPart.Html }, part == EmailPart.Html),
            ("Text", view with { Part = EmailPart.Text }, part == EmailPart.Text));
        var sizes = Switch(
            "Width", ("Desktop", view with { Size = EmailSize.Desktop }, view.Size == EmailSize.Desktop),
            ("Phone", view with { Size = EmailSize.Phone }, view.Size == EmailSize.Phone));
        var themes = Switch(
            "Colors", ("Light", view with { Theme = EmailTheme.Light }, view.Theme == EmailTheme.Light),
            ("Dark", view with { Theme = EmailTheme.Dark }, view.Theme == EmailTheme.Dark));
        return (email.HtmlPart, part) switch
        {
            (null, _) => Html.Empty,
            (_, EmailPart.Text) => Html.Of($"""<div class="switches">{"\n"}{parts}</div>{"\n"}"""),
            _ => Html.Of($"""<div class="switches">{"\n"}{parts}{sizes}{themes}</div>{"\n"}"""),
        };
    }

    private static Html Switch(string name, params IEnumerable<(string Name, OutboxView View, bool IsOn)> choices) =>
        Html.Of($"""
            <nav class="switch {name.ToLowerInvariant()}" aria-label="{name}">
            {Html.Join(choices.Select(choice => Choice(choice.Name, choice.View, choice.IsOn)))}</nav>

            """);

    private static Html Choice(string name, OutboxView view, bool isOn)
    {
        var current = isOn ? new Html(" aria-current=\"true\"") : Html.Empty;
        return Html.Of($"""<a href="{view.Address}#email"{current}>{name}</a>{"\n"}""");
    }

    private static Html Content(CapturedEmail email, EmailPart part, OutboxView view) => part == EmailPart.Text
        ? Html.Of($"""<pre class="text">{email.TextPart}</pre>{"\n"}""")
        : Html.Of($"""
            <div class="frame {OutboxView.NameOf(view.Size)}">
            <iframe title="The email" sandbox="{EmailFrame.Sandbox}" src="{OutboxView.FrameOf(
                email.Id, view.Theme)}"></iframe>
            </div>

            """);
}
