using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>Somebody, as far as we can tell people apart: by their addresses and the digits of their phones.</summary>
/// <remarks>
/// Addresses are compared as the recipients' keys are made. What people mention in running text is not looked at: it
/// may be somebody else's.
/// </remarks>
internal sealed record Person(IReadOnlyList<EmailAddress> Addresses, IReadOnlyList<string> Phones)
{
    public static Person Of(IReadOnlyList<Submission> submissions) => new(
        AddressesIn(submissions.Select(submission => submission.Email)).ToList(),
        submissions.Select(submission => submission.PhoneDigits).OfType<string>().Distinct().ToList());

    /// <summary>One of the person's addresses or phones is in one of the submission's fields.</summary>
    public bool IsIn(Submission submission)
    {
        var values = submission.Fields.SelectMany(field => field.Value.Split(", ")).ToList();
        return AddressesIn([submission.Email, .. values]).Any(IsMine)
            || Phones.Contains(submission.PhoneDigits)
            || values.Any(value => PhoneNumber.TryGetDigits(value) is { } digits && Phones.Contains(digits));
    }

    private bool IsMine(EmailAddress address) => Addresses.Any(mine => mine.Canonical == address.Canonical);

    private static IEnumerable<EmailAddress> AddressesIn(IEnumerable<string?> values) =>
        values.OfType<string>().Select(EmailAddress.TryParse).OfType<EmailAddress>()
            .DistinctBy(address => address.Canonical);
}
