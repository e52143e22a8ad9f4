using System.Globalization;
using System.Security.Cryptography;

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
