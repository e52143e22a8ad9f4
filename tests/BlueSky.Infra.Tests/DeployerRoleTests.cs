using System.Text.Json.Nodes;
using BlueSky.Infra.Tests.Bicep;

namespace BlueSky.Infra.Tests;

/// <summary>infra/deployer-role.json: what the workflow may do, and no more.</summary>
public sealed class DeployerRoleTests
{
    private static readonly string[] Actions = JsonNode.Parse(
        File.ReadAllText(Path.Combine(Infrastructure.Folder, "deployer-role.json")))!["Actions"]!.AsArray()
        .Select(action => action!.GetValue<string>()).ToArray();

    [BicepFact]
    public async Task It_may_write_each_resource_but_roles()
    {
        var made = (await Infrastructure.ReadAsync()).Resources.Select(resource => resource.Type).Distinct()
            .Where(type => type is not (
                "Microsoft.Authorization/roleAssignments" or "Microsoft.Authorization/roleDefinitions"))
            .Select(type => type == "Microsoft.Resources/resourceGroups"
                ? "Microsoft.Resources/subscriptions/resourceGroups/write"
                : $"{type}/write")
            .Order(StringComparer.Ordinal);

        Assert.Equal(made, Actions.Where(action => action.EndsWith("/write", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_may_not_delete_assign_roles_or_read_keys() => Assert.Equal(
        [
            "*/read",
            "Microsoft.KeyVault/vaults/secrets/write",
            "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
            "Microsoft.Network/virtualNetworks/subnets/join/action",
            "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action",
            "Microsoft.OperationalInsights/workspaces/sharedKeys/action",
            "Microsoft.Resources/deployments/*",
            "Microsoft.Web/serverfarms/join/action",
            "Microsoft.Web/sites/config/list/action",
            "Microsoft.Web/sites/publish/action",
            "Microsoft.Web/sites/restart/action",
            "Microsoft.Web/sites/syncfunctiontriggers/action",
        ],
        Actions.Where(action => !action.EndsWith("/write", StringComparison.Ordinal)
            || action.Contains("secrets", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
}
