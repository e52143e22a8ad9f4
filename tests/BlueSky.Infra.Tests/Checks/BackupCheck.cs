using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>Exports are kept apart from the tables, protected for a while, and gone after 35 days.</summary>
internal static class BackupCheck
{
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Container = "/blobServices/default/containers/backups";

    /// <summary>What docs/privacy.md promises, in days.</summary>
    private const int GoneAfter = 35;

    /// <summary>How late Azure may delete: it looks once a day, and may need another one.</summary>
    private const int Delay = 2;

    public static IEnumerable<string> Findings(Infrastructure infra)
    {
        var settings = InfraSetting.In(infra);
        var account = infra.Of(Storage).SingleOrDefault(one => one.Name == Value("Backup:AccountName"));
        return account is null ? ["infra has no account for exports"]
            : account.Name == Value("AzureWebJobsStorage:accountName") ? ["exports are in the account of the tables"]
            : Findings(infra, account);

        string? Value(string setting) => settings.FirstOrDefault(one => one.Name == setting)?.Value;
    }

    private static IEnumerable<string> Findings(Infrastructure infra, AzureResource account)
    {
        var service = Below(account, "blobServices").SingleOrDefault();
        var protectedFor = Number(Below(account, "blobServices/containers/immutabilityPolicies")
            .SingleOrDefault(policy => policy.Id.Contains(Container, StringComparison.Ordinal))?
            .Find("properties", "immutabilityPeriodSinceCreationInDays"));
        var rules = Below(account, "managementPolicies").SingleOrDefault()?
            .Find("properties", "policy", "rules")?.AsArray() ?? [];
        var deletedAfter = new[] { "baseBlob", "version" }.Select(what => Number(rules
            .Select(rule => rule?["definition"]?["actions"]?[what]?["delete"]?["daysAfterCreationGreaterThan"])
            .SingleOrDefault())).ToList();
        return
        [
            .. service?.Text("properties", "isVersioningEnabled") == "true" ? [] : new[] { "exports have no versions" },
            .. service?.Text("properties", "deleteRetentionPolicy", "enabled") == "false"
                ? []
                : new[] { "deleted exports are kept" },
            .. protectedFor is null ? new[] { "exports can be changed" } : [],
            .. deletedAfter.Any(days => days is null || days + Delay >= GoneAfter)
                ? new[] { $"exports and their versions are not gone after {GoneAfter} days" }
                : [],
            .. deletedAfter.Any(days => days < protectedFor)
                ? new[] { "exports are to be deleted while they are protected" }
                : [],
            .. infra.Of("Microsoft.Authorization/locks").Any(one => one.Scope == account.Id)
                ? []
                : new[] { "the account of exports has no lock" },
        ];

        IEnumerable<AzureResource> Below(AzureResource parent, string type) =>
            infra.Of($"{Storage}/{type}").Where(one => one.Id.StartsWith($"{parent.Id}/", StringComparison.Ordinal));
    }

    private static int? Number(System.Text.Json.Nodes.JsonNode? node) => node?.GetValue<int>();
}
