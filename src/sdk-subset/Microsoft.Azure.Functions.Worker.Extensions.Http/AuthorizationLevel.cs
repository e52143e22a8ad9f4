namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key the host asks of a caller. Not enforced by local hosts.</summary>
public enum AuthorizationLevel
{
    Anonymous,
    User,
    Function,
    System,
    Admin,
}
