using System.Globalization;
using System.Security.Cryptography;

namespace BlueSky.Functions.Operations;

/// <summary>
/// One use of the operator's tool: who did what to whom, without personal data. Written before anything is read or
/// changed, so that what crashes leaves a trace, and again with its outcome.
/// </summary>
internal sealed record AuditEntry
{
    public const string Begun = "begun";

    /// <summary>Orders entries by time, and tells those of one moment apart.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The operator.</summary>
    public required string Who { get; init; }

    public required string Command { get; init; }

    /// <summary>A submission's id, or see <see cref="AuditSubject"/>.</summary>
    public required string Subject { get; init; }

    public string Outcome { get; init; } = Begun;

    /// <summary>The ids of the submissions that were shown or changed.</summary>
    public IReadOnlyList<string> Submissions { get; init; } = [];

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
}
