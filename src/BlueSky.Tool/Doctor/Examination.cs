using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using BlueSky.Functions.Backups;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.Configuration;

namespace BlueSky.Tool.Doctor;

internal enum Scope
{
    /// <summary>Only what needs no network.</summary>
    Settings,

    /// <summary>Also what must be there before a deployment: SendGrid and the website.</summary>
    Before,

    /// <summary>Also what a deployment makes: the app, its storage, the event webhook.</summary>
    All,
}

/// <summary>What doctor was asked to check.</summary>
/// <param name="Configuration">The app's settings.</param>
/// <param name="Azd">Where these come from, if from azd's environment.</param>
/// <param name="SendGridKey">A key for reading SendGrid's settings; null for the app's own.</param>
/// <param name="Commit">The build that should be running; null for any.</param>
internal sealed record DoctorRequest(
    IConfiguration Configuration, AzdEnvironment? Azd, Scope Scope, string? SendGridKey = null, string? Commit = null);

/// <summary>Runs the checks, one after another. None changes anything, or reads what a visitor wrote.</summary>
internal sealed class Examination(DoctorRequest request, Web web, TimeProvider clock)
{
    private const string AreWrong = "its settings are wrong";
    private const string NotDeployed = "azd has not provisioned yet";
    private const string ReadScopes = "needs a key with read scopes (--sendgrid-key)";

    private readonly CheckedSettings settings = CheckedSettings.Read(request.Configuration);

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var finding in CheckSettings())
        {
            yield return finding;
        }

        Func<CancellationToken, Task<IReadOnlyList<Finding>>>[] before =
            [CheckSendGridKeyAsync, CheckSenderAsync, CheckLinksAsync];
        Func<CancellationToken, Task<IReadOnlyList<Finding>>>[] after =
            [CheckEventWebhookAsync, CheckStorageAsync, CheckBackupsAsync, CheckAppAsync];
        foreach (var check in request.Scope switch
        {
            Scope.Settings => [],
            Scope.Before => before,
            _ => [.. before, .. after],
        })
        {
            foreach (var finding in await check(stop))
            {
                yield return finding;
            }
        }

        yield return MachineCheck.Versions();
    }

    private IEnumerable<Finding> CheckSettings()
    {
        SettingWording wording = request.Azd is null ? new AppWording() : new AzdWording();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return
        [
            .. SettingsCheck.Run(settings, wording),
            .. request.Azd is null ? [] : new[]
            {
                Finding.NotChecked(
                    "settings: Subscriptions:Resources and Webflow:Forms",
                    "they are in infra/main.bicepparam; the app checks them when it starts"),
            },
            .. request.Azd is { } azd ? DeploymentVariables.Check(azd, today) : [],
            .. request.Azd is { } variables ? VaultSecrets.Check(variables) : [],
            .. settings.AreRight("Clinic:TimeZone")
                ? new[] { MachineCheck.TimeZone(settings.Get<ClinicSettings>(), clock.GetUtcNow()) }
                : [],
        ];
    }

    private async Task<IReadOnlyList<Finding>> CheckSendGridKeyAsync(CancellationToken stop)
    {
        const string what = "SendGrid: whether the key may send email";
        return !settings.AreRight("SendGrid:ApiKey", "SendGrid:Host") ? [Finding.NotChecked(what, AreWrong)]
            : Reader(AppKey) is { } api ? [await SendGridKeyCheck.RunAsync(api, stop)]
            : [Finding.NotChecked(what, "the key is in the vault; set SendGrid__ApiKey to it to check it")];
    }

    private async Task<IReadOnlyList<Finding>> CheckSenderAsync(CancellationToken stop)
    {
        const string what = "sender: whether it may send";
        return !settings.AreRight("SendGrid:Host", "Mail:From") ? [Finding.NotChecked(what, AreWrong)]
            : Reader(request.SendGridKey ?? AppKey) is { } api
                && EmailAddress.TryParse(request.Configuration["Mail:From"]?.Trim() ?? "") is { } from
                ? [await SenderCheck.RunAsync(api, from, stop)]
                : [Finding.NotChecked(what, ReadScopes)];
    }

    private async Task<IReadOnlyList<Finding>> CheckLinksAsync(CancellationToken stop) =>
        await new LinksCheck(web).RunAsync(
            [.. Link.In(settings).Where(link => settings.AreRight(link.Name))], stop);

    private async Task<IReadOnlyList<Finding>> CheckEventWebhookAsync(CancellationToken stop)
    {
        const string what = "event webhook: whether it posts to the app";
        if (!settings.AreRight("SendGrid:Host", "SendGrid:EventWebhookPublicKeys", "Site:BaseUrl") || !KnowsAddress)
        {
            return [Finding.NotChecked(what, KnowsAddress ? AreWrong : NotDeployed)];
        }

        var sendGrid = settings.Get<SendGridSettings>();
        return Reader(request.SendGridKey ?? AppKey) is { } api
            ? [await new EventWebhookCheck(
                api, Below(settings.Get<SiteSettings>().BaseUrl, "api/webhooks/sendgrid"),
                sendGrid.EventWebhookPublicKeys).RunAsync(stop)]
            : [Finding.NotChecked(what, ReadScopes)];
    }

    private async Task<IReadOnlyList<Finding>> CheckStorageAsync(CancellationToken stop)
    {
        const string what = "storage: tables, queues and the address key";
        if (!settings.AreRight("AzureWebJobsStorage"))
        {
            return [Finding.NotChecked(what, AreWrong)];
        }

        if (request.Configuration["AzureWebJobsStorage:accountName"] == AzdConfiguration.UnknownAccount)
        {
            return [Finding.NotChecked(what, "set AzureWebJobsStorage__accountName as docs/runbook.md says")];
        }

        var storage = settings.Get<StorageSettings>();
        var tables = StorageClients.CreateTables(storage, ToolServices.Timeout, ToolServices.SignIn(storage));
        var findings = await new StorageCheck(
            tables, StorageClients.CreateQueues(storage, ToolServices.Timeout, ToolServices.SignIn(storage)),
            usesIdentity: storage.ConnectionString is null).RunAsync(stop);
        return [.. findings, .. findings.Any(finding => finding.Verdict == Verdict.Wrong)
            ? []
            : new[] { await CheckAddressKeyAsync(tables, stop) }];
    }

    private async Task<Finding> CheckAddressKeyAsync(TableServiceClient tables, CancellationToken stop) =>
        !settings.AreRight("Secrets:AddressKey")
            ? Finding.NotChecked(AddressKeyCheck.What, AreWrong)
            : request.Configuration["Secrets:AddressKey"] == AzdConfiguration.UnknownKey
                ? Finding.NotChecked(
                    AddressKeyCheck.What, "it is in the vault; set Secrets__AddressKey as docs/runbook.md says")
                : await new AddressKeyCheck(tables, settings.Get<SecretSettings>().AddressKey).RunAsync(stop);

    private async Task<IReadOnlyList<Finding>> CheckBackupsAsync(CancellationToken stop)
    {
        if (!settings.AreRight("Backup:", "AzureWebJobsStorage"))
        {
            return [Finding.NotChecked(BackupCheck.What, AreWrong)];
        }

        var backups = settings.Get<BackupSettings>();
        return !backups.IsOn
            ? [Finding.NotChecked(BackupCheck.What, "no Backup:* is set; docs/recovery.md says what it is for")]
            : [await new BackupCheck(
                StorageClients.CreateBackups(backups, ToolServices.SignIn(settings.Get<StorageSettings>())),
                SubmissionKey.DayOf(clock.GetUtcNow())).RunAsync(stop)];
    }

    private async Task<IReadOnlyList<Finding>> CheckAppAsync(CancellationToken stop) =>
        !settings.AreRight("Site:") ? [Finding.NotChecked("app: whether it answers", AreWrong)]
        : !KnowsAddress ? [Finding.NotChecked("app: whether it answers", NotDeployed)]
        : await new AppCheck(web, settings.Get<SiteSettings>(), request.Commit).RunAsync(stop);

    private bool KnowsAddress => settings.Get<SiteSettings>().BaseUrl != AzdConfiguration.UnknownAddress;

    /// <summary>Null when the key is in the vault alone.</summary>
    private string? AppKey => settings.AreRight("SendGrid:ApiKey")
        && settings.Get<SendGridSettings>().ApiKey is not AzdConfiguration.UnknownApiKey and var key ? key : null;

    private SendGridApi? Reader(string? key) =>
        key is null ? null : new SendGridApi(web, settings.Get<SendGridSettings>().Host, key.Trim());

    private static Uri Below(Uri address, string path) => new($"{address.AbsoluteUri.TrimEnd('/')}/{path}");
}
