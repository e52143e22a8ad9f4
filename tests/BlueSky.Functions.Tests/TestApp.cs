using BlueSky.Functions.Backups;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Imports;
using BlueSky.Functions.Mail;
using BlueSky.Functions.News;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Subscriptions;
using BlueSky.Functions.Tests.Fakes;
using BlueSky.Functions.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.Functions.Tests;

/// <summary>The app as it is composed in production, with memory behind it instead of Azure and SendGrid.</summary>
internal sealed class TestApp : IDisposable
{
    private readonly ServiceProvider services;

    /// <param name="settings">Changes to valid settings.</param>
    /// <param name="startsAt">The clock's first time; noon of an ordinary day if not said.</param>
    /// <param name="add">Adds further services, such as those of a form.</param>
    /// <param name="externals">What is outside the process, if this is not its first process.</param>
    /// <param name="crash">Ends this process at one of its steps.</param>
    public TestApp(
        Dictionary<string, string?>? settings = null, DateTimeOffset? startsAt = null, Action<IServiceCollection>? add = null,
        Externals? externals = null, CrashPlan? crash = null)
    {
        Externals = externals ?? new Externals(startsAt ?? DateTimeOffset.Parse("2026-01-08T19:42:07Z"));
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(ValidSettings)
            .AddInMemoryCollection(settings ?? [])
            .Build();

        var composed = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Trace))
            .AddSingleton<TimeProvider>(Clock)
            .AddBlueSky(configuration)
            .AddSingleton(Within<ISubmissionStore>(crash, Submissions))
            .AddSingleton(Within<IRequestStore>(crash, Submissions))
            .AddSingleton(Within<IRequestIndex>(crash, Requests))
            .AddSingleton(Within<IBlockedSenders>(crash, Externals.Blocked))
            .AddSingleton(Within<IMailOutbox>(crash, Mails))
            .AddSingleton(Within<IRecipientStore>(crash, Recipients))
            .AddSingleton(Within<ISubscriberIndex>(crash, Externals.Subscribers))
            .AddSingleton(Within<IResourceStore>(crash, Externals.Resources))
            .AddSingleton(Within<IImportStore>(crash, Externals.Imports))
            .AddSingleton(Within<IWaitingAddresses>(crash, Externals.Imports))
            .AddSingleton(Within<IImportQueue>(crash, Externals.ImportQueue))
            .AddSingleton(Within<INewsStore>(crash, Externals.News))
            .AddSingleton(Within<INewsQueue>(crash, Externals.NewsQueue))
            .AddSingleton(new NewsLane(Within<IMailSender>(crash, Sender)))
            .AddSingleton(Within<IQuotaStore>(crash, Externals.Quotas))
            .AddSingleton(Within<IAuditLog>(crash, Externals.Audit))
            .AddSingleton(Within<ISessionStore>(crash, Externals.Sessions))
            .AddSingleton(Within<ISubmissionQueue>(crash, Queue))
            .AddSingleton(Within<IRowStore>(crash, Externals.Rows))
            .AddSingleton(Within<IBackupStore>(crash, Externals.Backups))
            .AddSingleton(Within<IMailSender>(crash, Sender));
        add?.Invoke(composed);
        services = composed.BuildServiceProvider();
    }

    public static Dictionary<string, string?> ValidSettings => new()
    {
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["SendGrid:ApiKey"] = "SG.test-key",
        ["Mail:From"] = "forms@clinic.example",
        ["Mail:FromName"] = "Blue Sky",
        ["Mail:Staff:0"] = "staff@clinic.example",
        ["Site:BaseUrl"] = "https://forms.clinic.example",
        ["Site:AllowedOrigins:0"] = "https://www.clinic.example",
        ["Site:ThankYouUrl"] = "https://www.clinic.example/thank-you",
        ["Clinic:Name"] = "Blue Sky",
        ["Clinic:Phone"] = "505-555-0100",
        ["Clinic:PostalAddress"] = "1 Example Street, Albuquerque, NM",
        ["Clinic:TimeZone"] = "America/Denver",
        ["Secrets:Keys:0"] = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        ["Secrets:AddressKey"] = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=",
    };

    public Externals Externals { get; }

    public FakeTimeProvider Clock => Externals.Clock;

    public FakeQueue Queue => Externals.Queue;

    public FakeSubmissionStore Submissions => Externals.Submissions;

    public FakeRequestIndex Requests => Externals.Requests;

    public FakeMailOutbox Mails => Externals.Mails;

    public FakeRecipientStore Recipients => Externals.Recipients;

    public FakeMailSender Sender => Externals.Sender;

    public RecordingLogs Logs { get; } = new();

    public IServiceProvider Services => services;

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>A function class, made as the host makes it.</summary>
    public T Function<T>() => (T)FunctionActivator.Create(typeof(T), services);

    /// <summary>Accepts a post that has passed the endpoint.</summary>
    public Task<string> AcceptAsync(string form, params (string Name, string Value)[] fields) =>
        AcceptAsync(services, form, fields);

    /// <inheritdoc cref="AcceptAsync(string, ValueTuple{string, string}[])"/>
    public static async Task<string> AcceptAsync(
        IServiceProvider services, string form, params (string Name, string Value)[] fields)
    {
        var definition = services.GetRequiredService<FormCatalog>().Find(form)!;
        var posted = new PostedForm(fields.Select(field => new PostedField(field.Name, field.Value)).ToList());
        var entry = FormEntry.From(definition, posted);
        var from = new PostedFrom("https://www.clinic.example/page");
        return (await services.GetRequiredService<Intake>().AcceptAsync(
            SubmissionDraft.FromForm(definition, entry, from, new Judgement()))).Id;
    }

    public Task<string> AcceptConsultationAsync(string email = "visitor@example.org") =>
        AcceptAsync("consultation", ("name", "Ada Lovelace"), ("email", email), ("message", "Please call."));

    /// <summary>Processes what the queue shows now, and what follows from it at once.</summary>
    public async Task ProcessQueueAsync()
    {
        while (Queue.TakeVisible() is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await Get<SubmissionProcessor>().ProcessAsync(message, CancellationToken.None);
            }
        }
    }

    /// <summary>Lets time pass in steps of ten seconds, with the queue served and Sweep run each minute.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var step = TimeSpan.FromSeconds(10); time > TimeSpan.Zero; time -= step)
        {
            Clock.Advance(step);
            if (Clock.GetUtcNow().Second < step.TotalSeconds)
            {
                await Get<Sweeper>().RunAsync(CancellationToken.None);
            }

            await ProcessQueueAsync();
        }
    }

    /// <summary>SendGrid's event for each mail that it took.</summary>
    public Task TellEventsAsync() => Get<MailEvents>().ApplyAsync(
        Sender.Sent.Select(mail => new SendGridEvent(
            "processed", MailKey.TryParse(mail.MailId), mail.To, "message-1", Type: null, Reason: null, At: null)),
        CancellationToken.None);

    /// <summary>Erases what is known of whoever has this address.</summary>
    public async Task<ErasureResult> EraseAsync(string email)
    {
        var person = new Person([EmailAddress.TryParse(email)!], []);
        var data = await Get<PersonSearch>().FindAsync(person, CancellationToken.None);
        return await Get<Erasure>().EraseAsync(data, person, CancellationToken.None);
    }

    public void Dispose() => services.Dispose();

    private static T Within<T>(CrashPlan? crash, T external)
        where T : class => crash?.Within(external) ?? external;
}
