using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Operations;

/// <summary>
/// One use of the operator's tool, or one run of a timer that erases: who did what to whom, without personal data. An
/// entry is written before anything is read or changed, so that a crash leaves a trace, and a second one with the
/// outcome.
/// </summary>
internal sealed record AuditEntry
{
    public const string Begun = "begun";

    /// <summary>Suffix of the id of an entry with an outcome.</summary>
    private const string EndSuffix = ".end";

    /// <summary>Sorts by time; unique.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The operator, or <c>timer</c>.</summary>
    public required string Who { get; init; }

    public required string Command { get; init; }

    /// <summary>A submission's id, or a person: see <see cref="AuditSubject"/>.</summary>
    public required string Subject { get; init; }

    public string Outcome { get; init; } = Begun;

    /// <summary>Details of the outcome, such as counts.</summary>
    public string? Details { get; init; }

    /// <summary>The ids of the submissions that were shown or changed.</summary>
    public IReadOnlyList<string> Submissions { get; init; } = [];

    /// <summary>The ids of other people's submissions from which the person was removed.</summary>
    public IReadOnlyList<string> Redacted { get; init; } = [];

    /// <summary>The starts of the keys of the recipients that were cleared: see <see cref="AuditSubject"/>.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>The id of the entry that was written when it began.</summary>
    public string BegunId => Id.EndsWith(EndSuffix, StringComparison.Ordinal) ? Id[..^EndSuffix.Length] : Id;

    public static AuditEntry Begin(DateTimeOffset now, string who, string command, string subject) => new()
    {
        Id = $"{StartOfId(now)}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}",
        At = now,
        Who = who,
        Command = command,
        Subject = subject,
    };

    /// <summary>The start of the ids of a time: they sort by it.</summary>
    public static string StartOfId(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The second entry, with the outcome.</summary>
    public AuditEntry End(DateTimeOffset now, string outcome) =>
        this with { Id = Id + EndSuffix, At = now, Outcome = outcome };
}

/// <summary>
/// A pseudonym for a person in the audit: entries about the same person can be matched, but not read.
/// </summary>
internal static class AuditSubject
{
    private const int Digits = 12;

    /// <summary>The start of the recipient's row key.</summary>
    public static string Of(EmailAddress address, byte[] addressKey) =>
        OfRecipient(RecipientKey.For(address, addressKey));

    /// <param name="key">A recipient's row key, or the start of it.</param>
    public static string OfRecipient(string key) => $"recipient {StartOf(key)}";

    /// <summary>The part of a recipient's row key that the audit has.</summary>
    public static string StartOf(string key) => key[..Digits];

    public static string OfPhone(string phoneDigits, byte[] addressKey)
    {
        var hash = HMACSHA256.HashData(addressKey, Encoding.UTF8.GetBytes($"phone {phoneDigits}"));
        return $"phone {Convert.ToHexStringLower(hash)[..Digits]}";
    }
}

/// <summary>The table of audit entries, which are never changed, and deleted when they are old.</summary>
internal interface IAuditLog
{
    /// <exception cref="Submissions.StorageUnavailableException">An outage; possibly not written.</exception>
    Task AddAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>When a command last ended with an outcome; null when it has not since the given time.</summary>
    Task<DateTimeOffset?> FindLastAsync(
        string command, string outcome, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>The entries of a time span, oldest first.</summary>
    /// <param name="until">Not included.</param>
    IAsyncEnumerable<AuditEntry> ReadAsync(
        DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Deletes entries of months that ended before a time, a limited number per call, oldest first.</summary>
    /// <returns>The number of deleted entries.</returns>
    Task<int> RemoveBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken);
}
