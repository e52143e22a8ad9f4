using BlueSky.Content.Mails;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// The free resources, once a manager has edited them. Every call throws
/// <see cref="Submissions.StorageUnavailableException"/> on an outage.
/// </summary>
internal interface IResourceStore
{
    /// <returns>Null until they are edited: those of the settings are valid.</returns>
    Task<EditedResources?> FindAsync(CancellationToken cancellationToken);

    /// <summary>Saves them, if they still have the version that was read.</summary>
    /// <returns>False on a version conflict.</returns>
    Task<bool> TrySaveAsync(EditedResources resources, CancellationToken cancellationToken);
}

/// <param name="By">Who edited them last.</param>
/// <param name="Changes">How often they were edited, from 1.</param>
/// <param name="Version">The stored version that was read; null for the first edit.</param>
internal sealed record EditedResources(
    IReadOnlyList<FreeResource> Resources, string By, DateTimeOffset At, int Changes, string? Version = null);
