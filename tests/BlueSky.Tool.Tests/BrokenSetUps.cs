namespace BlueSky.Tool.Tests;

/// <summary>What breaks a deployment, and the line that says so.</summary>
internal static class BrokenSetUps
{
    private const string DocsCure = "Set it up as docs/sendgrid.md says.";

    public static readonly IReadOnlyDictionary<string, (Action<SetUp> Break, string Line)> All =
        new Dictionary<string, (Action<SetUp> Break, string Line)>
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
            + "key back; docs/recovery.md says where it is kept."),
        ["the exports have stopped"] = (
            it =>
            {
                it.Storage.Exports.Clear();
                it.Storage.Exports["2026-11-25"] = true;
            },
            "WRONG        backup: the newest complete export is of 2026-11-25. docs/runbook.md says what to do, under "
            + "critical."),
        ["no export gets to its end"] = (
            it =>
            {
                it.Storage.Exports["2026-11-27"] = false;
                it.Storage.Exports["2026-11-28"] = false;
            },
            "WRONG        backup: no export of the last days is complete. docs/runbook.md says what to do, under "
            + "critical."),
        ["the exports may not be read"] = (
            it => it.Storage.Errors["backups"] = (403, "AuthorizationPermissionMismatch"),
            "WRONG        backup: you may not read the exports. Give yourself the role Storage Blob Data Reader on "
            + "their account; a new role takes some minutes."),
    };
}
