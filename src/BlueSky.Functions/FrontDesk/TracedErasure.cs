using BlueSky.Functions.Operations;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.FrontDesk;

/// <summary>Erases a person for a manager, and records that in the audit before it begins and when it has ended.</summary>
internal sealed class TracedErasure(Erasure erasure, DeskAudit audit)
{
    /// <param name="subject">For the audit: a submission's id or the start of a recipient's key.</param>
    /// <param name="find">The person and all that is to be erased; called after the audit has its first entry.</param>
    public async Task EraseAsync(
        StaffPerson by, string subject, Func<Task<(Person Person, PersonalData Data)>> find,
        CancellationToken cancellationToken)
    {
        // Before anything is erased, so that a crash leaves a trace.
        await audit.WriteAsync(by, "erase", subject, cancellationToken, outcome: "begun");
        var (person, data) = await find();
        var erased = await erasure.EraseAsync(data, person, cancellationToken);
        await audit.WriteErasedAsync(by, subject, erased);
    }
}
