namespace BlueSky.Functions.Submissions;

/// <summary>
/// Storage did not confirm a call in time or responded that it is unavailable. The call may have taken effect.
/// </summary>
/// <param name="reason">A status, an error code or an exception's name: safe to log.</param>
internal sealed class StorageUnavailableException(string reason, Exception? inner = null)
    : Exception($"Storage is unavailable: {reason}", inner)
{
    public string Reason { get; } = reason;
}
