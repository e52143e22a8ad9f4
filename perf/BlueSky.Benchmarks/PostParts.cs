using System.Text.Json;
using Azure.Data.Tables;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BlueSky.Content.Localization;
using BlueSky.Functions.Consultations;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Benchmarks;

/// <summary>What a consultation request costs in the app's own code, part by part, without storage and host.</summary>
/// <remarks>BenchmarkDotNet derives a class from it.</remarks>
public class PostParts
{
    private static readonly StorageAddress Nowhere = new(
        "DefaultEndpointsProtocol=http;AccountName=none;AccountKey=bm90IGEga2V5;"
        + "TableEndpoint=http://127.0.0.1:1/none;QueueEndpoint=http://127.0.0.1:1/none;");

    private readonly ConsultationForm form = new();
    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();
    private IAsyncDisposable? app;
    private MailComposer? composer;
    private byte[] key = [];
    private byte[] body = [];
    private byte[] json = [];
    private PostedForm? posted;
    private FormEntry? entry;
    private Submission? submission;
    private OutboxMail[] mails = [];

    /// <param name="arguments">BenchmarkDotNet's own, such as a filter.</param>
    internal static bool Run(string[] arguments)
    {
        // In this process: otherwise the app is built once more for each run.
        var config = ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(Job.ShortRun.WithWarmupCount(6).WithIterationCount(10)
                .WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(Path.Combine(Repository.Root, "artifacts", "benchmarks"));
        string[] all = Array.Exists(arguments, one => one.StartsWith("--filter", StringComparison.Ordinal))
            ? arguments
            : ["--filter", "*", .. arguments];
        return BenchmarkSwitcher.FromTypes([typeof(PostParts)]).Run(all, config)
            .All(summary => summary.Reports.All(report => report.Success));
    }

    [GlobalSetup]
    public async Task PrepareAsync()
    {
        var services = ComposedApp.On(Nowhere);
        (app, composer) = (services, services.GetRequiredService<MailComposer>());
        key = services.GetRequiredService<SecretSettings>().SubmissionKey;
        using var request = ConsultationPost.Next();
        body = await request.Content!.ReadAsByteArrayAsync();
        posted = UrlEncodedBody.Parse(body);
        json = JsonSerializer.SerializeToUtf8Bytes(
            posted.Fields.ToDictionary(field => field.Name, field => field.Value));
        entry = FormEntry.From(form, posted);
        submission = new Submission
        {
            Id = "BSK-2345-6789",
            Hash = new string('0', 64),
            Kind = form.Name,
            State = SubmissionState.Received,
            ReceivedAt = now,
            Email = entry["email"],
            Name = entry["name"],
            Message = entry["message"],
            Handling = Handling.New,
            PromisedBy = now.AddDays(1),
        };
        mails =
        [
            .. new[]
            {
                new DueMail(ConsultationReceived.TemplateName, submission.Email!),
                new DueMail(StaffNotice.TemplateName, TestSettings.FirstStaff),
            }.Select(mail => OutboxMail.From(mail, submission.Key, now)),
        ];
    }

    [GlobalCleanup]
    public async Task EndAsync() => await app!.DisposeAsync();

    [Benchmark(Baseline = true, Description = "the fields as JSON, by System.Text.Json")]
    public object ReadJson() => JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;

    [Benchmark(Description = "read the URL-encoded body")]
    public object ReadBody() => UrlEncodedBody.Parse(body);

    [Benchmark(Description = "validate the form")]
    public object Validate() => FormRules.Check(form, FormEntry.From(form, posted!), Texts.For(null));

    [Benchmark(Description = "make the id and two claims")]
    public object Identify()
    {
        var draft = SubmissionDraft.FromForm(form, entry!, new PostedFrom(Page: null), new Judgement());
        var repeat = RepeatKey.Within(draft.RepeatWindow, now);
        var identity = new SubmissionIdentity(draft.EntryPoint, draft.Kind, repeat.Text, draft.Content);
        var hash = SubmissionId.HashOf(key, identity);
        var next = SubmissionId.HashOf(key, identity with { RepeatKey = repeat.Next! });
        var id = SubmissionId.FromHash(hash, SubmissionId.MinGroups);
        return new Claim[] { new(hash, id, hash, now), new(next, id, hash, now) };
    }

    [Benchmark(Description = "make the row and its open marker")]
    public object MakeRows() =>
        new TableEntity[] { SubmissionRow.ToEntity(submission!), SubmissionTable.ToMarker(submission!, now) };

    [Benchmark(Description = "compose both emails")]
    public async Task<object> ComposeEmailsAsync()
    {
        var composed = new ComposedMail[mails.Length];
        for (var i = 0; i < mails.Length; i++)
            composed[i] = await composer!.ComposeAsync(submission!, mails[i], CancellationToken.None);
        return Array.TrueForAll(composed, mail => mail.Outgoing is not null)
            ? composed
            : throw new InvalidOperationException("An email was not composed.");
    }
}
