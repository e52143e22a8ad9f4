using BlueSky.Functions.Forms;
using BlueSky.Functions.Operations;

namespace BlueSky.Functions.Backups;

/// <summary>What was erased after an export was begun, according to the audit.</summary>
internal sealed class LaterErasures(byte[] addressKey)
{
    private static readonly string[] Commands = ["erase", "staff erase"];
    private static readonly string[] WithoutEffect = ["nothing", "declined"];

    private readonly HashSet<string> submissions = [];
    private readonly HashSet<string> redacted = [];

    /// <summary>See <see cref="AuditSubject"/>; with the time of the last erasure.</summary>
    private readonly Dictionary<string, DateTimeOffset> people = [];

    private readonly Dictionary<string, AuditEntry> begun = [];

    /// <summary>In any order, also the same one twice.</summary>
    public void Add(AuditEntry entry)
    {
        if (!Commands.Contains(entry.Command))
        {
            return;
        }

        if (entry.Outcome == AuditEntry.Begun)
        {
            // A command that was cut off may have erased some: it counts like one that ended.
            begun.TryAdd(entry.Id, entry);
            return;
        }

        if (WithoutEffect.Contains(entry.Outcome))
        {
            begun[entry.BegunId] = entry with { Subject = "" };
            return;
        }

        submissions.UnionWith(entry.Submissions);
        redacted.UnionWith(entry.Redacted);
        AddSubject(entry.Subject, entry.At);
        foreach (var recipient in entry.Recipients)
        {
            AddSubject(AuditSubject.OfRecipient(recipient), entry.At);
        }
    }

    /// <summary>To be called when all entries are added.</summary>
    public LaterErasures Complete()
    {
        foreach (var entry in begun.Values)
        {
            AddSubject(entry.Subject, entry.At);
        }

        return this;
    }

    /// <summary>Whether a submission, or the person who sent it, was erased after it was received.</summary>
    public bool IncludesSubmission(TableRow submission) =>
        submissions.Contains(submission.Key.Row)
        || (submission.Text("Email") is { } email
            && EmailAddress.TryParse(email) is { } address
            && IsLater(AuditSubject.Of(address, addressKey), submission))
        || (submission.Text("PhoneDigits") is { } digits
            && IsLater(AuditSubject.OfPhone(digits, addressKey), submission));

    /// <summary>Whether a person was removed from somebody else's submission.</summary>
    public bool Redacted(string id) => redacted.Contains(id);

    public bool IncludesRecipient(string key) => people.ContainsKey(AuditSubject.OfRecipient(key));

    private bool IsLater(string person, TableRow submission) =>
        people.TryGetValue(person, out var at) && submission.Time("ReceivedAt") <= at;

    private void AddSubject(string subject, DateTimeOffset at)
    {
        if (subject.StartsWith("BSK-", StringComparison.Ordinal))
        {
            submissions.Add(subject);
        }
        else if (subject.Length > 0)
        {
            people[subject] = people.TryGetValue(subject, out var known) && known > at ? known : at;
        }
    }
}
