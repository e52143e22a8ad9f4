using System.Text.Json;
using BlueSky.Tool.Doctor;

namespace BlueSky.Tool.Tests;

/// <summary>A deployment with one thing wrong: doctor says which, and how to fix it.</summary>
public sealed class BrokenSetUpTests(FakeStorage storage) : IClassFixture<FakeStorage>
{
    private const string DocsCure = "Set it up as docs/sendgrid.md says.";

    private static readonly Dictionary<string, (Action<SetUp> Break, string Line)> All = new()
    {
        ["a setting is malformed"] = (
            it => it.Settings["Clinic:Color"] = "red",
            "WRONG        Clinic:Color must be a color like #1a5a87. Set Clinic__Color as docs/settings.md says."),
        ["a reference to the vault was not resolved"] = (
            it => it.Settings["Secrets:Keys"] = "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/x)",
            "WRONG        Secrets:Keys is a Key Vault reference that was not resolved: put the secret into the vault, "
            + "or let the app's identity read it. Set Secrets__Keys as docs/settings.md says."),
        ["SendGrid does not know the key"] = (
            it => it.Web.Replies[SetUp.Scopes] = new(401),
            "WRONG        SendGrid does not know the key. Make one in SendGrid under Settings, API Keys, with Mail "
            + "Send, and put it into SendGrid:ApiKey."),
        ["the key may not send"] = (
            it => it.Web.Replies[SetUp.Scopes] = new(200, """{"scopes":["stats.read"]}"""),
            "WRONG        SendGrid: the key may not send email. Make one in SendGrid under Settings, API Keys, with "
            + "Mail Send, and put it into SendGrid:ApiKey."),
        ["SendGrid is not reached"] = (
            it => it.Web.Replies[SetUp.Scopes] = new(0) { Error = HttpRequestError.ConnectionError },
            "WRONG        SendGrid cannot be reached: nothing accepts the connection. Check SendGrid:Host and this "
            + "machine's network; try again."),
        ["SendGrid has an outage"] = (
            it => it.Web.Replies[SetUp.Scopes] = new(503, "<html>"),
            "WRONG        SendGrid answered with status 503. Check SendGrid:Host and this machine's network; try "
            + "again."),
        ["a proxy answers for SendGrid"] = (
            it => it.Web.Replies[SetUp.Scopes] = new(200, "<html>Sign in to the network"),
            "WRONG        SendGrid answered with something else than JSON. Check SendGrid:Host and this machine's "
            + "network; try again."),
        ["the host is not SendGrid's"] = (
            it => it.Web.Replies[SetUp.Scopes] = new(404),
            "WRONG        SendGrid:Host is not the address of SendGrid's API. Leave it out, or set "
            + "https://api.eu.sendgrid.com for an account in the EU."),
        ["the sender's domain is unknown"] = (
            it => it.Web.Replies[SetUp.Domains] = new(200, "[]"),
            "WRONG        sender: clinic.example, the domain of Mail:From, is not authenticated. Authenticate the "
            + "domain in SendGrid under Settings, Sender Authentication, and set its DNS records."),
        ["the sender's DNS records are missing"] = (
            it => it.Web.Replies[SetUp.Domains] = new(200, """[{"domain":"clinic.example","valid":false}]"""),
            "WRONG        sender: SendGrid finds no valid DNS records for clinic.example. Authenticate the domain in "
            + "SendGrid under Settings, Sender Authentication, and set its DNS records."),
        ["no key for events"] = (
            it => it.Settings.Remove("SendGrid:EventWebhookPublicKeys"),
            "WRONG        event webhook: SendGrid:EventWebhookPublicKeys is empty, and the app refuses all events. "
            + DocsCure),
        ["no event webhook"] = (
            it => it.Web.Replies[SetUp.Webhooks] = new(200, """{"max_allowed":1,"webhooks":[{}]}"""),
            "WRONG        event webhook: none posts to https://forms.clinic.example/api/webhooks/sendgrid. "
            + DocsCure),
        ["the event webhook posts elsewhere"] = (
            it => it.Webhook("url", "https://forms.clinic.example/webhooks/sendgrid"),
            "WRONG        event webhook: none posts to https://forms.clinic.example/api/webhooks/sendgrid. "
            + DocsCure),
        ["the event webhook is disabled"] = (
            it => it.Webhook("enabled", false),
            "WRONG        event webhook: the one for https://forms.clinic.example/api/webhooks/sendgrid is disabled. "
            + "Enable it in SendGrid."),
        ["bounces are not posted"] = (
            it => it.Webhook("bounce", false),
            "WRONG        event webhook: it does not post Bounced. Switch it on in SendGrid."),
        ["events are not signed"] = (
            it =>
            {
                it.Webhook("public_key", null);
                it.Web.Replies[SetUp.SendGrid + "user/webhooks/event/settings/signed/w1"] =
                    new(200, """{"id":"w1","public_key":""}""");
            },
            "WRONG        event webhook: it does not sign, and the app refuses all events. Enable Signature "
            + "Verification in its security features. Copy its public key into SendGrid:EventWebhookPublicKeys."),
        ["events are signed with another key"] = (
            it => it.Webhook("public_key", "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEother"),
            "WRONG        event webhook: it signs with a key that the app does not know, and the app refuses all "
            + "events. Copy its public key into SendGrid:EventWebhookPublicKeys."),
        ["the thank-you page is gone"] = (
            it =>
            {
                it.Web.Replies["HEAD https://www.clinic.example/thank-you"] = new(404);
                it.Web.Replies["GET https://www.clinic.example/thank-you"] = new(404);
            },
            "WRONG        Site:ThankYouUrl: https://www.clinic.example/thank-you answered with status 404. Correct "
            + "the setting, or publish the page."),
        ["a free resource leads in circles"] = (
            it => it.Web.Replies["HEAD https://www.clinic.example/prepare"] = new(302) { Location = "/prepare" },
            "WRONG        Subscriptions:Resources:0:Url: https://www.clinic.example/prepare leads in circles: it "
            + "redirects too often. Correct the setting, or publish the page."),
        ["the logo's certificate is bad"] = (
            it =>
            {
                it.Settings["Clinic:Logo"] = "https://user:pass@cdn.example/logo.png?token=1";
                it.Web.Replies["HEAD https://user:pass@cdn.example/logo.png?token=1"] =
                    new(0) { Error = HttpRequestError.SecureConnectionError };
            },
            "WRONG        Clinic:Logo: https://cdn.example/logo.png cannot be reached: its certificate is not "
            + "accepted. Correct the setting, or publish the page."),
        ["the app is not there"] = (
            it => it.Web.Replies.Remove(SetUp.Health),
            "WRONG        app: https://forms.clinic.example/api/health cannot be reached: its name is not known. Is "
            + "the app deployed, and Site:BaseUrl its address? docs/runbook.md says more under not-running."),
        ["the app does not start"] = (
            it => it.Web.Replies[SetUp.Health] = new(503),
            "WRONG        app: https://forms.clinic.example/api/health answered with status 503. Is the app deployed, "
            + "and Site:BaseUrl its address? docs/runbook.md says more under not-running."),
        ["the address is another program's"] = (
            it => it.Web.Replies[SetUp.Health] = new(200, "<html>"),
            "WRONG        app: https://forms.clinic.example/api/health is not this app. Set Site:BaseUrl to the app's "
            + "address."),
        ["an old build runs"] = (
            it => it.Commit = "244318d",
            "WRONG        app: https://forms.clinic.example/api/health runs the build 986b5a4c0ffee, not 244318d. "
            + "Deploy again: azd deploy"),
        ["the website may not post"] = (
            it => it.Web.Replies[SetUp.Preflight] = new(204)
            {
                AllowedOrigins = ["https://forms.clinic.example"],
            },
            "WRONG        app: https://www.clinic.example may not post: its preflight answered with status 403. Does "
            + "the app run with these settings? azd provision sets them, a restart reads them."),
        ["storage is not reached"] = (
            it => it.Settings["AzureWebJobsStorage"] =
                "AccountName=a;AccountKey=AA==;TableEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a",
            "WRONG        storage: it cannot be reached. Check the account's name or the connection string, and the "
            + "account's network rules."),
        ["the account key is another account's"] = (
            it => it.Storage.Errors["Audit"] = (403, "AuthenticationFailed"),
            "WRONG        storage: the key in AzureWebJobsStorage is not the account's. Copy the connection string "
            + "again."),
        ["the account takes no keys"] = (
            it => it.Storage.Errors["Audit"] = it.Storage.Errors["submissions"] =
                (403, "KeyBasedAuthenticationNotPermitted"),
            "WRONG        storage: the account takes no keys. Set AzureWebJobsStorage__accountName in the place of "
            + "AzureWebJobsStorage."),
        ["the address key is another one"] = (
            it => it.Settings["Secrets:AddressKey"] = GoodSetUp.Key1,
            "WRONG        address key: 1 of 1 stored recipients were made with another key. Put the first address "
            + "key back; docs/runbook.md says where it is kept."),
    };

    public static TheoryData<string> Names { get; } = new(All.Keys);

    [Fact]
    public async Task Nothing_is_wrong_with_a_good_set_up_and_nothing_is_changed_there()
    {
        var setUp = new SetUp(storage) { Commit = "986b5a4" };

        var lines = await setUp.RunAsync();

        Assert.Equal(
            [
                "ok           settings: the app starts with them",
                "ok           time zone: in America/Denver it is Friday, 2026-11-27 19:20 now",
                "ok           SendGrid: the key may send email",
                "ok           sender: SendGrid has authenticated clinic.example, the domain of Mail:From",
                "ok           links: Site:ThankYouUrl, Subscriptions:Resources:0:Url can be opened",
                "ok           event webhook: posts all events to https://forms.clinic.example/api/webhooks/sendgrid, "
                    + "signed with a known key",
                "ok           storage: tables Audit, Desk, Limits, Mails, Recipients, Sessions, Submissions can be "
                    + "read",
                "ok           storage: queues submissions, submissions-poison can be read",
                "ok           address key: stored recipients were made with it (1 tried)",
                "ok           app: https://forms.clinic.example/api/health answers, build 986b5a4c0ffee",
                "ok           app: forms may be posted from https://forms.clinic.example, https://www.clinic.example",
            ],
            lines.SkipLast(2));
        Assert.Equal("12 ok, 0 wrong, 0 not checked.", lines[^1]);
        Assert.Equal(["GET"], storage.Methods);
        Assert.All(setUp.Web.Asked, asked => Assert.Matches("^(GET|HEAD|OPTIONS) ", asked));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_broken_is_said_with_its_cure_and_no_secret(string name)
    {
        var setUp = new SetUp(storage);
        All[name].Break(setUp);

        var lines = await setUp.RunAsync();

        Assert.Equal(
            [All[name].Line], lines.Where(line => line.StartsWith("WRONG", StringComparison.Ordinal)));
        Assert.Contains(", 1 wrong, ", lines[^1], StringComparison.Ordinal);
        string[] secrets =
        [
            GoodSetUp.ApiKey, GoodSetUp.Key1, GoodSetUp.Key2, "bm90IGEga2V5", GoodSetUp.EventKey, "user:pass", "token",
            "vault.azure.net", "@example.org",
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(
            lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task With_a_key_that_may_only_send_the_rest_of_SendGrid_is_not_checked_and_another_key_checks_it()
    {
        var setUp = new SetUp(storage);
        foreach (var address in new[] { SetUp.Domains, SetUp.Senders, SetUp.Webhooks })
        {
            setUp.Web.Replies[address] = new(403, """{"errors":[{"message":"access forbidden"}]}""");
        }

        var lines = await setUp.RunAsync();

        Assert.Equal(
            [
                "not checked  sender: whether it may send: needs a key with read scopes (--sendgrid-key)",
                "not checked  event webhook: whether it posts to the app: needs a key with read scopes "
                    + "(--sendgrid-key)",
            ],
            lines.Where(line => line.StartsWith("not checked", StringComparison.Ordinal)));
        Assert.Equal("10 ok, 0 wrong, 2 not checked.", lines[^1]);

        var other = new SetUp(storage) { SendGridKey = "SG.reads" };
        Assert.Equal("12 ok, 0 wrong, 0 not checked.", (await other.RunAsync())[^1]);
        Assert.Equal(GoodSetUp.ApiKey, other.Web.Keys[SetUp.Scopes]);
        Assert.Equal("SG.reads", other.Web.Keys[SetUp.Domains]);
        Assert.Equal("SG.reads", other.Web.Keys[SetUp.Webhooks]);
    }

    [Fact]
    public async Task A_verified_single_sender_will_do()
    {
        var setUp = new SetUp(storage);
        setUp.Web.Replies[SetUp.Domains] = new(403);
        setUp.Web.Replies[SetUp.Senders] = new(
            200, """{"results":[{"from_email":"FORMS@clinic.example","verified":true}]}""");

        Assert.Contains(
            "ok           sender: Mail:From is a verified single sender; an authenticated domain would reach more "
            + "inboxes",
            await setUp.RunAsync());
    }

    [Fact]
    public async Task A_key_for_signing_that_the_list_leaves_out_is_asked_for()
    {
        var setUp = new SetUp(storage);
        setUp.Webhook("public_key", null);
        setUp.Web.Replies[SetUp.SendGrid + "user/webhooks/event/settings/signed/w1"] =
            new(200, JsonSerializer.Serialize(new { id = "w1", public_key = GoodSetUp.EventKey }));

        Assert.Equal("12 ok, 0 wrong, 0 not checked.", (await setUp.RunAsync())[^1]);
    }

    [Fact]
    public async Task Before_the_deployment_only_SendGrid_and_the_website_are_asked()
    {
        var setUp = new SetUp(storage);

        var lines = await setUp.RunAsync(Scope.Before);

        Assert.Equal("6 ok, 0 wrong, 0 not checked.", lines[^1]);
        Assert.Empty(storage.Methods);
        Assert.DoesNotContain(SetUp.Health, setUp.Web.Asked);
        Assert.DoesNotContain(SetUp.Webhooks, setUp.Web.Asked);
    }

    [Fact]
    public async Task Without_recipients_the_address_key_cannot_be_checked()
    {
        var setUp = new SetUp(storage);
        storage.Recipients.Clear();

        Assert.Contains(
            "not checked  address key: whether stored recipients were made with it: no recipient is stored yet",
            await setUp.RunAsync());
    }

    [Fact]
    public async Task What_needs_a_setting_that_is_wrong_is_not_checked()
    {
        var setUp = new SetUp(storage);
        setUp.Settings.Remove("SendGrid:ApiKey");
        setUp.Settings["Site:BaseUrl"] = "forms.clinic.example";
        setUp.Settings["AzureWebJobsStorage"] = "x";

        var lines = await setUp.RunAsync();

        Assert.Equal(
            [
                "not checked  SendGrid: whether the key may send email: its settings are wrong",
                "not checked  sender: whether it may send: needs a key with read scopes (--sendgrid-key)",
                "not checked  event webhook: whether it posts to the app: its settings are wrong",
                "not checked  storage: tables, queues and the address key: its settings are wrong",
                "not checked  app: whether it answers: its settings are wrong",
            ],
            lines.Where(line => line.StartsWith("not checked", StringComparison.Ordinal)));
    }
}
