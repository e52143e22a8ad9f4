using Azure.Identity;

namespace BlueSky.Functions.Settings;

/// <summary>What the app signs in to Azure with: nothing is kept, Azure vouches for the machine.</summary>
internal static class ManagedIdentity
{
    /// <param name="clientId">Of a user-assigned identity; null for the machine's own.</param>
    public static ManagedIdentityCredential Of(string? clientId) => new(clientId is null
        ? ManagedIdentityId.SystemAssigned
        : ManagedIdentityId.FromUserAssignedClientId(clientId));
}
