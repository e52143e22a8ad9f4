using BlueSky.Content;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Tests.Component;

/// <summary>Adding a form means the three classes below, and a line that registers each.</summary>
public sealed class ThirdFormTests
{
    [Fact]
    public async Task A_form_lives_at_its_name_because_its_classes_are_registered()
    {
        using var app = new TestApp(add: services => services
            .AddSingleton<Form, ReferralForm>()
            .AddSingleton<ISubmissionHandler, ReferralHandler>()
            .AddMailTemplate<ReferralReceived>());
        var context = new DefaultHttpContext { RequestServices = app.Services };
        context.Request.Method = "POST";
        context.Request.ContentType = "application/x-www-form-urlencoded";
        context.Request.Body = new MemoryStream("email=doctor%40example.org&patient=M.K."u8.ToArray());

        var result = await app.Function<FormFunction>().HandleAsync(context.Request, "referral", CancellationToken.None);
        await result.ExecuteAsync(context);
        await app.ProcessQueueAsync();

        Assert.Equal(303, context.Response.StatusCode);
        Assert.Equal("referral", app.Submissions.Single.Kind);
        Assert.Equal([new PostedField("patient", "M.K.")], app.Submissions.Single.Fields);
        Assert.Equal("Your referral", app.Sender["referral-received"].Content.Subject);
        Assert.Equal("doctor@example.org", app.Sender["referral-received"].To);
    }

    [Theory]
    [InlineData(typeof(Form))]
    [InlineData(typeof(ISubmissionHandler))]
    [InlineData(typeof(INextStep))]
    [InlineData(typeof(IMailTemplate))]
    public void Each_class_of_a_form_is_registered_once(Type kind)
    {
        using var app = new TestApp();

        Assert.Equal(
            typeof(Form).Assembly.GetTypes()
                .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(kind))
                .Select(type => type.Name).Order(StringComparer.Ordinal),
            app.Services.GetServices(kind).Select(registered => registered!.GetType().Name)
                .Order(StringComparer.Ordinal));
    }

    private sealed class ReferralForm : Form
    {
        public override string Name => "referral";

        public override string Title => "Referral";

        public override IReadOnlyList<FormField> Fields { get; } =
            [FormField.Email(required: true), new("patient", "Patient", FieldKind.Text, 100)];
    }

    private sealed class ReferralHandler : ISubmissionHandler
    {
        public string Kind => "referral";

        public Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<DueMail>>([new DueMail("referral-received", submission.Email!)]);
    }

    private sealed class ReferralReceived : IMailTemplate
    {
        public string Name => "referral-received";

        public Task<MailRendering> RenderAsync(
            Submission submission, OutboxMail mail, CancellationToken cancellationToken) =>
            Task.FromResult<MailRendering>(new MailDraft(new MailContent("Your referral", "We have it.", "<p>We have it.</p>")));
    }
}
