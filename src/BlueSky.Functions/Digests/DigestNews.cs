using System.Globalization;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Digests;

/// <summary>The content of a digest: counts and items, without personal data.</summary>
/// <param name="Quarantined">Submissions that wait for a review.</param>
/// <param name="Honeypots">Submissions of bots: counted, but not listed.</param>
/// <param name="Failed">Submissions that could not be processed.</param>
/// <param name="Unsent">Emails that failed or are parked.</param>
/// <param name="Items">The items to list, up to a limit.</param>
internal sealed record DigestNews(
    int Quarantined, int Honeypots, int Failed, int Unsent, IReadOnlyList<DigestItem> Items)
{
    private const string QuarantinedField = "quarantined";
    private const string HoneypotsField = "honeypots";
    private const string FailedField = "failed";
    private const string UnsentField = "unsent";

    private static readonly string[] Counts = [QuarantinedField, HoneypotsField, FailedField, UnsentField];

    public bool IsEmpty => Quarantined + Honeypots + Failed + Unsent == 0;

    /// <summary>The fields to store in the digest's row.</summary>
    public IReadOnlyList<PostedField> ToFields() =>
    [
        Count(QuarantinedField, Quarantined), Count(HoneypotsField, Honeypots), Count(FailedField, Failed),
        Count(UnsentField, Unsent), .. Items.Select(item => new PostedField(item.Reference, item.Words)),
    ];

    public static DigestNews FromFields(IReadOnlyList<PostedField> fields)
    {
        var counts = fields.Where(field => Counts.Contains(field.Name))
            .ToDictionary(field => field.Name, field => int.Parse(field.Value, CultureInfo.InvariantCulture));
        return new DigestNews(
            counts[QuarantinedField], counts[HoneypotsField], counts[FailedField], counts[UnsentField],
            fields.Where(field => !Counts.Contains(field.Name))
                .Select(field => new DigestItem(field.Name, field.Value)).ToList());
    }

    private static PostedField Count(string name, int count) =>
        new(name, count.ToString(CultureInfo.InvariantCulture));
}

/// <param name="Reference">A submission's id, or an email's row key.</param>
internal sealed record DigestItem(string Reference, string Words);
