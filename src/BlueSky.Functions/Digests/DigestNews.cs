using System.Globalization;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Digests;

/// <summary>The content of a digest: counts and items, without personal data.</summary>
/// <param name="Quarantined">Quarantined submissions that are no requests, such as subscriptions.</param>
/// <param name="Honeypots">Of these, the ones of bots: counted, but not listed.</param>
/// <param name="Failed">Submissions that could not be processed.</param>
/// <param name="Unsent">Emails that failed or are parked.</param>
/// <param name="Items">The items to list, up to a limit.</param>
internal sealed record DigestNews(
    WaitingRequests Waiting, int Quarantined, int Honeypots, int Failed, int Unsent, IReadOnlyList<DigestItem> Items)
{
    private const string LateField = "late";
    private const string NewField = "new";
    private const string TriedField = "tried";
    private const string HeldBackField = "held-back";
    private const string MoreHeldBackField = "more-held-back";
    private const string OldestField = "oldest";
    private const string OldestPromiseField = "oldest-promise";
    private const string QuarantinedField = "quarantined";
    private const string HoneypotsField = "honeypots";
    private const string FailedField = "failed";
    private const string UnsentField = "unsent";

    private static readonly string[] OwnFields =
    [
        LateField, NewField, TriedField, HeldBackField, MoreHeldBackField, OldestField, OldestPromiseField,
        QuarantinedField, HoneypotsField, FailedField, UnsentField,
    ];

    public bool IsEmpty => Waiting.IsEmpty && Quarantined + Honeypots + Failed + Unsent == 0;

    /// <summary>The fields to store in the digest's row.</summary>
    public IReadOnlyList<PostedField> ToFields() =>
    [
        Count(LateField, Waiting.Late), Count(NewField, Waiting.New), Count(TriedField, Waiting.Tried),
        Count(HeldBackField, Waiting.HeldBack), Count(MoreHeldBackField, Waiting.IsMoreHeldBack ? 1 : 0),
        .. Time(OldestField, Waiting.Oldest), .. Time(OldestPromiseField, Waiting.OldestPromise),
        Count(QuarantinedField, Quarantined), Count(HoneypotsField, Honeypots), Count(FailedField, Failed),
        Count(UnsentField, Unsent), .. Items.Select(item => new PostedField(item.Reference, item.Words)),
    ];

    // A field that an earlier version did not store counts as zero.
    public static DigestNews FromFields(IReadOnlyList<PostedField> fields)
    {
        var own = fields.Where(field => OwnFields.Contains(field.Name))
            .ToDictionary(field => field.Name, field => field.Value);
        return new DigestNews(
            new WaitingRequests(
                CountOf(LateField), CountOf(NewField), CountOf(TriedField), CountOf(HeldBackField),
                CountOf(MoreHeldBackField) > 0, TimeOf(OldestField), TimeOf(OldestPromiseField)),
            CountOf(QuarantinedField), CountOf(HoneypotsField), CountOf(FailedField), CountOf(UnsentField),
            fields.Where(field => !OwnFields.Contains(field.Name))
                .Select(field => new DigestItem(field.Name, field.Value)).ToList());

        int CountOf(string name) =>
            own.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;

        DateTimeOffset? TimeOf(string name) =>
            own.TryGetValue(name, out var text) ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;
    }

    private static PostedField Count(string name, int count) =>
        new(name, count.ToString(CultureInfo.InvariantCulture));

    private static IEnumerable<PostedField> Time(string name, DateTimeOffset? time) =>
        time is { } value ? [new(name, value.ToString("O", CultureInfo.InvariantCulture))] : [];
}

/// <param name="Reference">A submission's id, or an email's row key.</param>
internal sealed record DigestItem(string Reference, string Words);
