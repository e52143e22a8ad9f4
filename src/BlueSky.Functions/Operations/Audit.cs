using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Operations;

/// <summary>
/// One use of the operator's tool, or one run of a timer that erases: who did what to whom, without personal data. One
/// entry is written before anything is read or changed, so that what crashes leaves a trace, and another one, beside
/// it, with the outcome.
/// </summary>
internal sealed record AuditEntry
{
    public const string Begun = "begun";

    /// <summary>What the id of an entry with an outcome ends with.</summary>
    private const string EndSuffix = ".end";

    /// <summary>Orders entries by time, and tells those of one moment apart.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The operator, or <c>timer</c>.</summary>
    public required string Who { get; init; }

    public required string Command { get; init; }

    /// <summary>A submission's id, or see <see cref="AuditSubject"/>.</summary>
    public required string Subject { get; init; }

    public string Outcome { get; init; } = Begun;

    /// <summary>What more there is to say of the outcome, such as counts.</summary>
    public string? Details { get; init; }

    /// <summary>The ids of the submissions that were shown or changed.</summary>
    public IReadOnlyList<string> Submissions { get; init; } = [];

    /// <summary>The ids of the submissions that somebody was taken out of.</summary>
    public IReadOnlyList<string> Redacted { get; init; } = [];

    public static AuditEntry Begin(DateTimeOffset now, string who, string command, string subject) => new()
    {
        Id = string.Create(
            CultureInfo.InvariantCulture,
            $"{now.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}"),
        At = now,
        Who = who,
        Command = command,
        Subject = subject,
    };

    /// <summary>The entry with the outcome of what this one began.</summary>
    public AuditEntry End(DateTimeOffset now, string outcome) =>
        this with { Id = Id + EndSuffix, At = now, Outcome = outcome };
}

/// <summary>
/// Names a person in the audit so that uses about the same one can be told to be so, and nobody can read who it is.
/// </summary>
internal static class AuditSubject
{
    private const int Digits = 12;

    /// <summary>The beginning of the recipient's row key.</summary>
    public static string Of(EmailAddress address, byte[] addressKey) =>
        $"recipient {RecipientKey.For(address, addressKey)[..Digits]}";

    public static string OfPhone(string phoneDigits, byte[] addressKey)
    {
        var hash = HMACSHA256.HashData(addressKey, Encoding.UTF8.GetBytes($"phone {phoneDigits}"));
        return $"phone {Convert.ToHexStringLower(hash)[..Digits]}";
    }
}

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
