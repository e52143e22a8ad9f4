namespace BlueSky.Functions.Tests.Mail;

/// <summary>An app at the start of an hour, with quotas of its own, and the emails that it sent.</summary>
internal static class QuotaApp
{
    private static readonly DateTimeOffset Afternoon = DateTimeOffset.Parse("2026-01-08T19:00:00Z");

    public static TestApp With(params (string Name, string Value)[] settings) =>
        new(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value), Afternoon);

    public static async Task ConsultAsync(TestApp app, int count, int from = 0)
    {
        for (var i = from; i < from + count; i++)
        {
            await app.AcceptConsultationAsync($"visitor{i}@example.org");
            await app.ProcessQueueAsync();
        }
    }

    public static int Count(TestApp app, string template) =>
        app.Sender.Sent.Count(mail => mail.Template == template);
}
