using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.FrontDesk;

/// <summary>
/// Records each use of the front desk: who, what, when, and the reference of the request. Never what was typed: of a
/// search only a keyed hash, by which equal searches can be matched.
/// </summary>
internal sealed class DeskAudit(IAuditLog audit, SecretSettings secrets, TimeProvider clock)
{
    public const string Done = "done";
    private const int HashDigits = 12;

    private readonly byte[] key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, secrets.AddressKey, outputLength: 32, info: "audited search"u8.ToArray());

    /// <param name="what">A few words, e.g. <c>view</c>; the same for all uses of one kind.</param>
    /// <param name="subject">A submission's id, or what else it is about.</param>
    /// <exception cref="Submissions.StorageUnavailableException">An outage; nothing may be shown then.</exception>
    public Task WriteAsync(
        StaffPerson person, string what, string subject, CancellationToken cancellationToken, string? details = null,
        string outcome = Done) =>
        audit.AddAsync(
            Begin(person, what, subject) with { Outcome = outcome, Details = details }, cancellationToken);

    /// <summary>The end of an erasure, by which a restored backup knows what must not come back.</summary>
    public Task WriteErasedAsync(StaffPerson person, string subject, ErasureResult erased) =>
        audit.AddAsync(
            Begin(person, "erase", subject) with
            {
                Outcome = Done,
                Details = $"submissions {string.Join(' ', erased.Submissions)}; emails {erased.Mails}; recipients "
                    + $"{erased.Recipients}; removed from {string.Join(' ', erased.Redacted)}",
                Submissions = erased.Submissions,
                Redacted = erased.Redacted,
                Recipients = erased.RecipientKeys,
            },
            CancellationToken.None);

    private AuditEntry Begin(StaffPerson person, string what, string subject) =>
        AuditEntry.Begin(clock.GetUtcNow(), person.Email, $"staff {what}", subject);

    public string SubjectOf(string words)
    {
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(words));
        return $"search {Convert.ToHexStringLower(hash)[..HashDigits]}";
    }
}
