using BlueSky.Functions.Operations;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Staff;

/// <summary>Records who signed in and out, and failed tries, with one entry each.</summary>
internal sealed class SignInAudit(IAuditLog audit, TimeProvider clock)
{
    private const string SignIn = "staff sign-in";
    private const string SignOut = "staff sign-out";
    private const string Subject = "front desk";

    /// <summary>Someone whose address is not listed. What was typed is not recorded.</summary>
    private const string Unknown = "unknown";

    public Task SignedInAsync(StaffPerson person, CancellationToken cancellationToken) =>
        AddAsync(person, SignIn, "done", cancellationToken);

    /// <param name="person">Whose address was typed; null for one that is not listed.</param>
    public Task FailedAsync(StaffPerson? person, string outcome, CancellationToken cancellationToken) =>
        AddAsync(person, SignIn, outcome, cancellationToken);

    public Task SignedOutAsync(StaffPerson person, bool everywhere, CancellationToken cancellationToken) =>
        AddAsync(person, SignOut, everywhere ? "done everywhere" : "done", cancellationToken);

    private Task AddAsync(
        StaffPerson? person, string command, string outcome, CancellationToken cancellationToken) => audit.AddAsync(
            AuditEntry.Begin(clock.GetUtcNow(), person?.Email ?? Unknown, command, Subject)
                with { Outcome = outcome },
            cancellationToken);
}
