using System.Text.Json;
using BlueSky.LocalHost.CapturedMail;
using BlueSky.LocalHost.SendGrid;
using BlueSky.LocalHost.Settings;

namespace BlueSky.LocalHost.Demo;

/// <summary>The demo cannot go on; the message says what the app did.</summary>
internal sealed class DemoFailedException(string reason) : Exception(reason);

/// <summary>
/// Fills the front desk with invented requests, once for each data folder, and does with them what staff do: through
/// the front desk's own pages, so that only the app's rules decide what is stored.
/// </summary>
internal sealed partial class DemoRun(
    IConfiguration settings, Uri website, MailFolder mails, TimeProvider time)
{
    private const string DoneFile = "demo.done";

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs while LocalHost does. A failure is logged: the app works without the demo.</summary>
    public static async Task StartAsync(
        WebApplication app, IConfiguration settings, Uri website, TextWriter output, ILogger<DemoRun> logger,
        CancellationToken stop)
    {
        var done = Path.Combine(app.Services.GetRequiredService<LocalPaths>().Data, DoneFile);
        if (!OutsideSettings.FillsDemo(settings) || File.Exists(done))
            return;

        var time = app.Services.GetRequiredService<TimeProvider>();
        var demo = new DemoRun(settings, website, app.Services.GetRequiredService<MailFolder>(), time);
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            await demo.FillAsync(done, linked.Token);
            await output.WriteLineAsync("Demo       Twelve invented requests are on the front desk, in all states.");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // LocalHost stops.
        }
        catch (Exception failure)
        {
            // A failed demo must not end the running app.
            LogFailed(logger, failure is DemoFailedException ? failure.Message : failure.GetType().Name);
        }
    }

    private async Task FillAsync(string done, CancellationToken stop)
    {
        var clinicTime = TimeZoneInfo.FindSystemTimeZoneById(settings["Clinic:TimeZone"]!);
        await new DemoStorage(settings["AzureWebJobsStorage"]!, clinicTime, time).AddAsync(DemoRequests.All, stop);
        // Tomorrow, the same requests would be stored a second time, under another day.
        await File.WriteAllTextAsync(done, "The front desk has its invented requests.\n", stop);

        var (person, asked) = (FirstStaff.In(settings), time.GetUtcNow());
        using var desk = new FrontDeskClient(
            website, new Uri(settings["Site:BaseUrl"]!).GetLeftPart(UriPartial.Authority));
        await desk.SignInAsync(person, () => FindCodeAsync(person, asked, stop), stop);
        foreach (var request in DemoRequests.All)
        {
            foreach (var change in request.Changes)
                await desk.ChangeAsync(request.Id, change, stop);
        }

        await desk.SignOutAsync(stop);
    }

    private async Task<string> FindCodeAsync(string person, DateTimeOffset since, CancellationToken stop)
    {
        while (true)
        {
            if (mails.ReadAll().Reverse().Select(mail => CodeIn(mail, person, since)).OfType<string>()
                .FirstOrDefault() is { } code)
                return code;
            await Task.Delay(Pause, time, stop);
        }
    }

    private static string? CodeIn(string mail, string person, DateTimeOffset since)
    {
        using var json = JsonDocument.Parse(mail);
        var request = json.RootElement.GetProperty("request");
        return json.RootElement.GetProperty("receivedAt").GetDateTimeOffset() >= since
            && request.Items("personalizations").SelectMany(one => one.Items("to"))
                .Any(to => string.Equals(to.Text("email"), person, StringComparison.OrdinalIgnoreCase))
                ? SignInCode.In(request)
                : null;
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The demo did not come to its end ({Reason}): the front desk has only some of its invented requests. For all "
        + "of them, start LocalHost with another --data folder")]
    private static partial void LogFailed(ILogger logger, string reason);
}
