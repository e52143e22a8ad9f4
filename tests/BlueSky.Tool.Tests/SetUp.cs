using System.Text.Json;
using BlueSky.Functions.Http;
using BlueSky.Tool.Doctor;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.Tool.Tests;

/// <summary>A deployment to be broken in one place: its settings, its storage, and the internet around it.</summary>
internal sealed class SetUp
{
    public const string SendGrid = "GET https://api.sendgrid.com/v3/";
    public const string Health = "GET https://forms.clinic.example/api/health";
    public const string Preflight = "OPTIONS https://forms.clinic.example/api/consultation";
    public const string Webhooks = SendGrid + "user/webhooks/event/settings/all";
    public const string Domains = SendGrid + "whitelabel/domains?domain=clinic.example";
    public const string Senders = SendGrid + "verified_senders";
    public const string Scopes = SendGrid + "scopes";

    /// <summary>HMAC-SHA256 of ada@example.org.</summary>
    public const string RecipientKey = "07c711193d282e2276b9782786ea29f4b9ac0000042c554eef9718b24e9afef3";

    private static readonly FakeTimeProvider Clock = new(DateTimeOffset.Parse("2026-11-28T02:20:00Z"));

    public SetUp(FakeStorage storage)
    {
        Storage = storage;
        storage.Reset();
        // Made with the key of the settings.
        storage.Recipients.Add(("Ada@example.org", RecipientKey));
        storage.Exports["2026-11-27"] = true;
        Settings = new(GoodSetUp.AppSettings)
        {
            ["AzureWebJobsStorage"] = storage.ConnectionString,
            ["Backup:ConnectionString"] = storage.ConnectionString,
        };
        Web.Replies[Scopes] = new(200, """{"scopes":["mail.send","user.profile.read"]}""");
        Web.Replies[Domains] = new(
            200, """[{"id":7,"subdomain":"em7","domain":"clinic.example","valid":true,"default":true}]""");
        Web.Replies[Senders] = new(200, """{"results":[]}""");
        Web.Replies[Webhooks] = new(200, WebhooksBody(new()));
        Web.Replies["HEAD https://www.clinic.example/thank-you"] = new(200);
        Web.Replies["HEAD https://www.clinic.example/prepare"] = new(200);
        Web.Replies[Health] = new(200, """{"status":"ok","version":"986b5a4c0ffee"}""");
        Web.Replies[Preflight] = new(204)
        {
            AllowedOrigins = ["https://forms.clinic.example", "https://www.clinic.example"],
        };
    }

    public FakeStorage Storage { get; }

    public Dictionary<string, string> Settings { get; }

    public FakeWeb Web { get; } = new();

    public string? SendGridKey { get; set; }

    public string? Commit { get; set; }

    public static string WebhooksBody(Dictionary<string, object?> changes)
    {
        var webhook = new Dictionary<string, object?>
        {
            ["id"] = "w1", ["enabled"] = true, ["url"] = "https://forms.clinic.example/api/webhooks/sendgrid",
            ["processed"] = true, ["dropped"] = true, ["delivered"] = true, ["deferred"] = true, ["bounce"] = true,
            ["spam_report"] = true, ["unsubscribe"] = true, ["group_unsubscribe"] = true, ["open"] = false,
            ["public_key"] = GoodSetUp.EventKey,
        };
        foreach (var (name, value) in changes)
        {
            webhook[name] = value;
        }

        return JsonSerializer.Serialize(new
        {
            max_allowed = 2,
            webhooks = new object[] { new { enabled = true, url = "https://crm.example/events" }, webhook },
        });
    }

    public void Webhook(string name, object? value) =>
        Web.Replies[Webhooks] = new(200, WebhooksBody(new() { [name] = value }));

    public async Task<IReadOnlyList<string>> RunAsync(Scope scope = Scope.All)
    {
        using var web = new Web(Web, TimeSpan.FromSeconds(5));
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))).Build();
        using var output = new StringWriter();
        await Report.PrintAsync(
            new Examination(new DoctorRequest(configuration, null, scope, SendGridKey, Commit), web, Clock)
                .RunAsync(default),
            output);
        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
