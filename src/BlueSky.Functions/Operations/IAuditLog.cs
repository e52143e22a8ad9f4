namespace BlueSky.Functions.Operations;

/// <summary>The table of audit entries: they are added, and removed when they are old enough, never changed.</summary>
internal interface IAuditLog
{
    /// <exception cref="Submissions.StorageUnavailableException">An outage: it may not be written.</exception>
    Task AddAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>When a command last ended with an outcome; null when it did not since a time.</summary>
    Task<DateTimeOffset?> FindLastAsync(
        string command, string outcome, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Removes the entries of the months that ended before a time.</summary>
    /// <returns>How many; the oldest ones, if there are very many.</returns>
    Task<int> RemoveBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken);
}
