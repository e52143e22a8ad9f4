namespace BlueSky.Content.Mails;

public sealed record NewsText(string Markdown)
{
    public static NewsText Parse(string markdown) => new(markdown);
}

public sealed record NewsMailModel(ClinicDetails Clinic, string Subject, NewsText Text, Uri UnsubscribeUrl);

public static class NewsMail
{
    public static Task<MailContent> RenderAsync(ContentRenderer renderer, NewsMailModel model) =>
        Task.FromResult(new MailContent(model.Subject, model.Text.Markdown, $"<p>{model.Text.Markdown}</p>{model.UnsubscribeUrl}"));
}
