using BlueSky.Infra.Tests.App;
using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>
/// The app's identity has the roles that it needs, each on the one resource where it needs it, and no more.
/// </summary>
internal static class RolesCheck
{
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Vault = "Microsoft.KeyVault/vaults";
    private const string Insights = "Microsoft.Insights/components";

    private static readonly Dictionary<string, string> Names = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
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
            .. AppBeforeRoles(infra),
        ];
    }

    /// <summary>With each the node that makes it so: an entry of a loop's list, or the whole resource.</summary>
    public static IEnumerable<(string Role, BicepNode Node)> Assigned(Infrastructure infra) =>
        from assignment in infra.Of("Microsoft.Authorization/roleAssignments")
        let scope = ScopeOf(infra, assignment)
        from role in assignment.Items is null ? [DirectRole(infra, assignment)] : infra.ItemsOf(assignment)
        select ($"{Names.GetValueOrDefault(role.Value, role.Value)} on {scope}", role.Node);

    private static IEnumerable<string> Needed(Infrastructure infra, FunctionApp app)
    {
        var settings = SettingsCheck.Set(infra).ToDictionary(SettingsCheck.NameOf, property => property.Children[1]);
        if (settings.ContainsKey("AzureWebJobsStorage:accountName"))
        {
            // The host's leases and keys; and the package that is deployed lies in a container of the same account.
            yield return $"Storage Blob Data Owner on {Storage}";
        }

        if (app.Queues.Count > 0)
        {
            // Not only Processor: the host makes poison queues.
            yield return $"Storage Queue Data Contributor on {Storage}";
        }

        if (app.Tables.Count > 0)
        {
            yield return $"Storage Table Data Contributor on {Storage}";
        }

        if (settings.Values.Any(value => SecretsCheck.SecretNameIn(value) is not null))
        {
            yield return $"Key Vault Secrets User on {Vault}";
        }

        if (settings.ContainsKey("APPLICATIONINSIGHTS_AUTHENTICATION_STRING"))
        {
            yield return $"Monitoring Metrics Publisher on {Insights}";
        }
    }

    // A module waits for those whose outputs it takes: the app for the one that assigns its identity's roles.
    private static IEnumerable<string> AppBeforeRoles(Infrastructure infra)
    {
        var modules = infra.Files["main.bicep"].Declarations("module").ToList();
        var roles = modules.Where(module => Makes(module, "Microsoft.Authorization/roleAssignments"));
        var app = modules.Single(module => Makes(module, "Microsoft.Web/sites"));
        return roles.Where(module => !app.Text.Contains($"{module.Name}.outputs.", StringComparison.Ordinal))
            .Select(module => $"the app does not wait for the roles of {module.Name}");

        bool Makes(BicepNode module, string type) => infra.Of(type).Any(
            resource => !resource.IsExisting && resource.File == module.Children[1].Value);
    }

    private static (string Value, BicepNode Node) DirectRole(Infrastructure infra, BicepResource assignment)
    {
        var role = assignment.Body.Find("properties", "roleDefinitionId")!.Children[^1].Children[^1];
        var declaration = infra.Files[assignment.File].Declarations("resource")
            .Single(resource => resource.Name == assignment.Symbol);
        return (infra.Resolve(assignment.File, role)?.Value ?? role.Text, declaration);
    }

    private static string ScopeOf(Infrastructure infra, BicepResource assignment)
    {
        var symbol = assignment.Body.Find("scope")?.Text;
        return infra.Resources
            .SingleOrDefault(resource => resource.File == assignment.File && resource.Symbol == symbol)?.Type
            ?? "the whole resource group";
    }
}
