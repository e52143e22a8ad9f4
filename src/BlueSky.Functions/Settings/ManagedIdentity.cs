using Azure.Identity;

namespace BlueSky.Functions.Settings;

/// <summary>Signs in to Azure with the app's managed identity, which needs no stored secret.</summary>
internal static class ManagedIdentity
{
    /// <param name="clientId">The client id of a user-assigned identity; null for the system-assigned one.</param>
    public static ManagedIdentityCredential Of(string? clientId) => new(clientId is null
        ? ManagedIdentityId.SystemAssigned
        : ManagedIdentityId.FromUserAssignedClientId(clientId));
}
