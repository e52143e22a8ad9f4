using System.Text;

namespace BlueSky.LocalHost.CapturedMail;

/// <summary>Shows and deletes the captured emails.</summary>
internal static class CapturedMailRoutes
{
    private const string NoSuchEmail = "There is no such email here: it may have been deleted.";

    public static IServiceCollection AddCapturedMail(
        this IServiceCollection services, IConfiguration settings) => services
        .AddSingleton<MailFolder>()
        .AddSingleton(host => new SubmissionStates(
            settings["AzureWebJobsStorage"]!, host.GetRequiredService<TimeProvider>(),
            host.GetRequiredService<ILogger<SubmissionStates>>()))
        .AddSingleton(host => new Outbox(
            host.GetRequiredService<MailFolder>(), host.GetRequiredService<SubmissionStates>().ReadAsync,
            new Uri(new Uri(settings["Site:BaseUrl"]!), "/staff"),
            ClinicTimeIn(settings),
            host.GetRequiredService<TimeProvider>()));

    public static void MapCapturedMail(this IEndpointRouteBuilder routes)
    {
        var outbox = routes.ServiceProvider.GetRequiredService<Outbox>();
        var mails = routes.ServiceProvider.GetRequiredService<MailFolder>();
        routes.MapGet(OutboxView.Path, async (HttpContext context) =>
        {
            var model = await outbox.ReadAsync(OutboxView.Of(context.Request.Query), context.RequestAborted);
            AddHeaders(context.Response, OutboxPage.ContentSecurityPolicy);
            var isMissing = model is { View.Id: not null, Open: null };
            return Page(OutboxPage.Render(model).Text, isMissing ? 404 : 200);
        });
        routes.MapGet($"{OutboxView.Path}/html", (HttpContext context) =>
        {
            var view = OutboxView.Of(context.Request.Query);
            AddHeaders(context.Response, EmailFrame.ContentSecurityPolicy);
            return mails.Find(view.Id ?? "") is { } mail && CapturedEmail.Parse(mail).HtmlPart is { } html
                ? Page(EmailFrame.Render(html, view.Theme))
                : Results.Text(NoSuchEmail, statusCode: 404);
        });
        routes.MapGet($"{OutboxView.Path}/newest", (HttpResponse response) =>
        {
            AddHeaders(response, "default-src 'none'");
            return Results.Text(mails.NewestId() ?? "");
        });
        routes.MapGet($"{OutboxView.Path}.json", (HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-store";
            return Results.Text($"[{string.Join(",\n", mails.ReadAll())}]", "application/json", Encoding.UTF8);
        });
        routes.MapDelete(OutboxView.Path, () =>
        {
            mails.Clear();
            return Results.NoContent();
        });
    }

    // The app refuses a wrong one, with a sentence.
    private static TimeZoneInfo ClinicTimeIn(IConfiguration settings) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(settings["Clinic:TimeZone"] ?? "", out var zone)
            ? zone
            : TimeZoneInfo.Utc;

    // Links in emails hold tokens, and the websites behind them need not know where they were opened.
    private static void AddHeaders(HttpResponse response, string contentSecurityPolicy)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = contentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }

    private static IResult Page(string html, int status = 200) =>
        Results.Text(html, "text/html", Encoding.UTF8, status);
}
