using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>
/// The app's identities have the roles that they need, each on the one resource where it needs it, and no more. The app
/// starts when it has them.
/// </summary>
internal static partial class RolesCheck
{
    private const string Assignment = "Microsoft.Authorization/roleAssignments";
    private const string Definition = "Microsoft.Authorization/roleDefinitions";
    private const string Storage = "Microsoft.Storage/storageAccounts";

    private const string TableRows = "BlueSky.Functions table rows";
    private const string ExportWriter = "BlueSky.Functions export writer";
    private const string Entities = "Microsoft.Storage/storageAccounts/tableServices/tables/entities";
    private const string Blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";

    /// <summary>All that roles of our own may permit: none makes or drops a table, or changes an export.</summary>
    private static readonly Dictionary<string, string[]> Permitted = new()
    {
        [TableRows] =
        [
            $"{Entities}/read", $"{Entities}/write", $"{Entities}/delete", $"{Entities}/add/action",
            $"{Entities}/update/action",
        ],
        [ExportWriter] = [$"{Blobs}/read", $"{Blobs}/add/action"],
    };

    private static readonly Dictionary<string, string> BuiltIn = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
    };

    public static IEnumerable<string> Findings(Infrastructure infra, FunctionApp app)
    {
        var assigned = Assigned(infra).Select(assignment => assignment.Role).ToList();
        var needed = Needed(infra, app).ToList();
        return
        [
            .. needed.Except(assigned).Select(role => $"infra lacks the role {role}"),
            .. assigned.Except(needed).Select(role => $"nothing needs the role {role}"),
            .. assigned.GroupBy(role => role).Where(role => role.Count() > 1)
                .Select(role => $"infra assigns the role {role.Key} twice"),
            .. TooMuch(infra),
            .. AppBeforeRoles(infra),
        ];
    }

    /// <summary>Which role, on what, for whom.</summary>
    public static IEnumerable<(string Role, AzureResource Resource)> Assigned(Infrastructure infra) =>
        from assignment in infra.Of(Assignment)
        let definition = assignment.Text("properties", "roleDefinitionId")!
        let principal = assignment.Text("properties", "principalId")!
        select (
            Sentence(NameOf(infra, definition), assignment.Scope, AzureResource.IdIn(principal) ?? principal),
            assignment);

    private static IEnumerable<string> Needed(Infrastructure infra, FunctionApp app)
    {
        var settings = InfraSetting.In(infra);
        var identity = Setting("AzureWebJobsStorage:clientId")?.Source ?? "nobody";
        if (Account("AzureWebJobsStorage:accountName") is { } storage)
        {
            // The host's leases and keys; and the package that is deployed lies in a container of the same account.
            yield return Sentence("Storage Blob Data Owner", storage, identity);
            if (app.Queues.Count > 0)
            {
                // Not only Processor: the host makes poison queues.
                yield return Sentence("Storage Queue Data Contributor", storage, identity);
            }

            if (app.Tables.Count > 0)
            {
                // A role of its own: Storage Table Data Contributor may drop tables.
                yield return Sentence(TableRows, storage, identity);
            }
        }

        if (Account("Backup:AccountName") is { } backup)
        {
            yield return Sentence(ExportWriter, backup, Setting("Backup:ClientId")?.Source ?? "nobody");
        }

        foreach (var vault in settings.Where(one => one.Secret is not null).Select(one => one.Source!).Distinct())
        {
            yield return Sentence("Key Vault Secrets User", vault, identity);
        }

        if (Setting("APPLICATIONINSIGHTS_AUTHENTICATION_STRING") is not null
            && Setting("APPLICATIONINSIGHTS_CONNECTION_STRING")?.Source is { } insights)
        {
            yield return Sentence("Monitoring Metrics Publisher", insights, identity);
        }

        string? Account(string setting) =>
            infra.Of(Storage).SingleOrDefault(account => account.Name == Setting(setting)?.Value)?.Id;

        InfraSetting? Setting(string name) => settings.FirstOrDefault(setting => setting.Name == name);
    }

    private static IEnumerable<string> TooMuch(Infrastructure infra) =>
        from definition in infra.Of(Definition)
        let name = NameOf(infra, definition.Id)
        from permission in definition.Find("properties", "permissions")!.AsArray()
        from kind in new[] { "actions", "dataActions" }
        from action in permission![kind]?.AsArray().Select(action => action!.GetValue<string>()) ?? []
        where !Permitted.GetValueOrDefault(name, []).Contains(action)
        select $"the role {name} permits {action}";

    // The module of the app waits for each that assigns roles, unless that one has to wait for the app.
    private static IEnumerable<string> AppBeforeRoles(Infrastructure infra)
    {
        var modules = infra.Template["resources"]!.AsObject();
        var app = modules.Single(module => Makes(module.Value!, "Microsoft.Web/sites")).Key;
        return
        [
            .. from module in modules
               where Makes(module.Value!, Assignment)
                   && !Awaited(app).Contains(module.Key) && !Awaited(module.Key).Contains(app)
               select $"the app does not wait for the roles of {module.Key}",
        ];

        IEnumerable<string> Awaited(string module) =>
            modules[module]!["dependsOn"]?.AsArray().Select(name => name!.GetValue<string>())
                .SelectMany(name => Awaited(name).Prepend(name)) ?? [];
    }

    private static bool Makes(JsonNode module, string type) =>
        module["properties"]?["template"]?["resources"] is { } resources
        && (resources is JsonObject named ? named.Select(one => one.Value) : resources.AsArray())
            .Any(resource => resource!["type"]!.GetValue<string>() == type
                && resource["existing"]?.GetValue<bool>() != true);

    // The name of a role of our own ends as all names do: they have to differ within a tenant.
    private static string NameOf(Infrastructure infra, string definition)
    {
        var id = definition.Split('/')[^1];
        return infra.Of(Definition).SingleOrDefault(own => own.Name == id)?.Text("properties", "roleName") is { } name
            ? Suffix().Replace(name, "")
            : BuiltIn.GetValueOrDefault(id, definition);
    }

    private static string Sentence(string role, string on, string whom) =>
        $"{role} on {AzureResource.Short(on)} for {AzureResource.Short(whom)}";

    [GeneratedRegex("[ -][a-z0-9]{13}$")]
    private static partial Regex Suffix();
}
