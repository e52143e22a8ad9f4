using System.Text.Json;
using BlueSky.Tool.Doctor;

namespace BlueSky.Tool.Tests;

/// <summary>A deployment with one thing wrong: doctor says which, and how to fix it.</summary>
public sealed class BrokenSetUpTests(FakeStorage storage) : IClassFixture<FakeStorage>
{
    public static TheoryData<string> Names { get; } = new(BrokenSetUps.All.Keys);

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
                "ok           storage: tables Audit, Desk, Imports, Limits, Mails, News, Recipients, Sessions, "
                    + "Submissions, Subscribers can be read",
                "ok           storage: queues submissions, submissions-poison, imports, imports-poison can be read",
                "ok           address key: stored recipients were made with it (1 tried)",
                "ok           backup: the newest complete export is of 2026-11-27",
                "ok           app: https://forms.clinic.example/api/health answers, build 986b5a4c0ffee",
                "ok           app: forms may be posted from https://forms.clinic.example, https://www.clinic.example",
            ],
            lines.SkipLast(2));
        Assert.Equal("13 ok, 0 wrong, 0 not checked.", lines[^1]);
        Assert.Equal(["GET", "HEAD"], storage.Methods.Order(StringComparer.Ordinal));
        Assert.All(setUp.Web.Asked, asked => Assert.Matches("^(GET|HEAD|OPTIONS) ", asked));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_broken_is_said_with_its_cure_and_no_secret(string name)
    {
        var setUp = new SetUp(storage);
        BrokenSetUps.All[name].Break(setUp);

        var lines = await setUp.RunAsync();

        Assert.Equal(
            [BrokenSetUps.All[name].Line],
            lines.Where(line => line.StartsWith("WRONG", StringComparison.Ordinal)));
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
        Assert.Equal("11 ok, 0 wrong, 2 not checked.", lines[^1]);

        var other = new SetUp(storage) { SendGridKey = "SG.reads" };
        Assert.Equal("13 ok, 0 wrong, 0 not checked.", (await other.RunAsync())[^1]);
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

        Assert.Equal("13 ok, 0 wrong, 0 not checked.", (await setUp.RunAsync())[^1]);
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
                "not checked  backup: whether there is an export: its settings are wrong",
                "not checked  app: whether it answers: its settings are wrong",
            ],
            lines.Where(line => line.StartsWith("not checked", StringComparison.Ordinal)));
    }
}
