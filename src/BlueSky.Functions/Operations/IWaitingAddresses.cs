using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Operations;

/// <summary>An address of an uploaded file that is not imported yet.</summary>
/// <param name="Import">The import's id.</param>
/// <param name="Email">As in the file.</param>
internal sealed record WaitingAddress(string Import, string Email);

/// <summary>
/// The addresses of uploaded files until they are imported. Every call reads all of them, and throws
/// <see cref="Submissions.StorageUnavailableException"/> on an outage.
/// </summary>
internal interface IWaitingAddresses
{
    /// <summary>Those that are among some addresses, in any spelling.</summary>
    IAsyncEnumerable<WaitingAddress> FindAsync(
        IReadOnlyCollection<EmailAddress> addresses, CancellationToken cancellationToken);

    /// <summary>Removes them, so that their lines are not imported.</summary>
    Task RemoveAsync(IReadOnlyCollection<EmailAddress> addresses, CancellationToken cancellationToken);
}
