using System.Globalization;
using BlueSky.Content.Mails;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.News;

/// <summary>
/// A test of news to the person who writes them: stored and sent like every other email, so that what arrives is what
/// subscribers will get.
/// </summary>
internal sealed class NewsTest(Intake intake, INewsStore store, NewsComposer composer, TimeProvider clock)
    : ISubmissionHandler, IMailTemplate
{
    public const string KindName = "news-test";

    private const string NewsField = "news";

    /// <summary>Pressing the button twice sends one.</summary>
    private static readonly TimeSpan RepeatWindow = TimeSpan.FromMinutes(1);

    public string Kind => KindName;

    public string Name => KindName;

    public Task RequestAsync(NewsItem news, StaffPerson person)
    {
        var field = new PostedField(NewsField, news.Id);
        var minute = clock.GetUtcNow().UtcTicks / RepeatWindow.Ticks;
        return intake.AcceptAsync(new SubmissionDraft
        {
            EntryPoint = "staff",
            Kind = KindName,
            RepeatKey = string.Create(CultureInfo.InvariantCulture, $"{news.Id}:{news.Changes}:{minute}"),
            Content = [new PostedField("email", person.Email), field],
            Columns = [new PostedField("email", person.Email)],
            Fields = [field],
            Source = KindName,
        });
    }

    public Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DueMail>>([new DueMail(KindName, submission.Email!)]);

    public async Task<MailRendering> RenderAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        var id = submission.Fields.First(field => field.Name == NewsField).Value;
        return await store.FindAsync(id, cancellationToken) is { } news
            ? await composer.ComposeAsync(
                $"Test: {news.Subject}", NewsText.Parse(news.Text), EmailAddress.OfStored(mail.To))
            : new MailDrop("the news do not exist");
    }
}
