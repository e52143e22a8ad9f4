namespace BlueSky.Functions.Operations;

/// <summary>The table of audit entries.</summary>
internal interface IAuditLog
{
    /// <summary>Writes an entry, over the one of the same id if there is one.</summary>
    /// <exception cref="Storage.StorageUnavailableException">An outage: it may not be written.</exception>
    Task WriteAsync(AuditEntry entry, CancellationToken cancellationToken);
}
