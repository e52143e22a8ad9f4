namespace BlueSky.Functions.Staff;

/// <summary>
/// The table behind the sign-in. It holds no address, token or code, only keyed hashes of them: see
/// <see cref="StaffHashes"/>. Every call throws <see cref="Submissions.StorageUnavailableException"/> on an outage.
/// </summary>
internal interface ISessionStore
{
    Task<CodeRequest?> FindRequestAsync(string key, CancellationToken cancellationToken);

    /// <summary>Adds a new request, or updates one that still has the version that was read.</summary>
    /// <returns>The request with its new version; null on a version conflict.</returns>
    Task<CodeRequest?> TrySaveRequestAsync(CodeRequest request, CancellationToken cancellationToken);

    /// <summary>Deletes a request if it still has the version that was read.</summary>
    /// <returns>False on a version conflict, or when it was deleted already.</returns>
    Task<bool> TryRemoveRequestAsync(CodeRequest request, CancellationToken cancellationToken);

    Task AddSessionAsync(StaffSession session, CancellationToken cancellationToken);

    Task<StaffSession?> FindSessionAsync(string key, CancellationToken cancellationToken);

    /// <summary>Ends a session. Idempotent.</summary>
    Task RemoveSessionAsync(string key, CancellationToken cancellationToken);

    /// <summary>Ends all sessions of a person. Idempotent.</summary>
    Task RemoveSessionsOfAsync(string person, CancellationToken cancellationToken);

    /// <returns>The person that the account of the platform belongs to; null when it is not known yet.</returns>
    Task<string?> FindAccountAsync(string account, CancellationToken cancellationToken);

    /// <summary>Binds a person to an account, once.</summary>
    /// <returns>False when the person or the account is bound already.</returns>
    Task<bool> TryAddAccountAsync(string account, string person, CancellationToken cancellationToken);

    /// <summary>Deletes the requests and sessions that expired before a time.</summary>
    /// <returns>The number of deleted rows.</returns>
    Task<int> RemoveExpiredAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>One browser's request for a code, or a code that the operator made.</summary>
/// <param name="Key">The browser, or for the operator's code the person.</param>
/// <param name="Person">Whose address was typed; whether it is listed is not checked here.</param>
/// <param name="Id">Another one when the request starts again, so that codes of earlier ones do not count.</param>
internal sealed record CodeRequest(string Key, string Person, string Id, DateTimeOffset ExpiresAt)
{
    /// <summary>The page to show after the sign-in.</summary>
    public string To { get; init; } = StaffPath.Home;

    /// <summary>How many codes were compared, or are being compared.</summary>
    public int Tries { get; init; }

    /// <summary>The hashes of the codes, newest last: two workers may each make one, and one of them sends.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>The stored version that was read; null for a new request.</summary>
    public string? Version { get; init; }
}

/// <param name="Account">The account at the platform that it belongs to; null when a code was used.</param>
internal sealed record StaffSession(
    string Key, string Person, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string? Account = null);
