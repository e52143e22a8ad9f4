using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>
/// The sender's addresses and phone numbers in a submission: from its columns, and from fields that are named like an
/// email or phone field, such as a second email field or those of an unknown form. An address or a number anywhere else
/// is only a mention, because it may belong to another person.
/// </summary>
internal static class OwnContact
{
    private const string EmailName = "email";
    private const string PhoneName = "phone";

    /// <summary>Separates the values of repeated fields.</summary>
    private const string Separator = ", ";

    public static IEnumerable<EmailAddress> AddressesOf(Submission submission) =>
        ColumnAddressOf(submission).Concat(FieldAddressesOf(submission));

    /// <summary>As written; a text may contain a number anywhere.</summary>
    public static IEnumerable<string> PhonesOf(Submission submission) =>
        submission.Phone is { } phone ? FieldsNamed(PhoneName, submission).Prepend(phone)
            : FieldsNamed(PhoneName, submission);

    /// <summary>The sender, by the columns, or by the fields if the columns are empty.</summary>
    public static Person SenderOf(Submission submission)
    {
        var phones = submission.PhoneDigits is { } digits
            ? [digits]
            : FieldsNamed(PhoneName, submission).Select(PhoneNumber.TryGetDigits).OfType<string>().ToList();
        var column = ColumnAddressOf(submission).ToList();
        return new Person(column.Count > 0 ? column : [.. FieldAddressesOf(submission)], phones);
    }

    private static IEnumerable<EmailAddress> ColumnAddressOf(Submission submission) =>
        submission.Email is { } email && EmailAddress.TryParse(email) is { } address ? [address] : [];

    private static IEnumerable<EmailAddress> FieldAddressesOf(Submission submission) =>
        FieldsNamed(EmailName, submission).SelectMany(AddressesIn);

    // Only values that are just addresses: with other text, an address may belong to another person.
    private static IEnumerable<EmailAddress> AddressesIn(string value)
    {
        if (EmailAddress.TryParseTyped(value) is { } only)
        {
            return [only];
        }

        var repeated = value.Split(Separator).Select(EmailAddress.TryParseTyped).ToList();
        return repeated.Contains(null) ? [] : repeated.OfType<EmailAddress>();
    }

    private static IEnumerable<string> FieldsNamed(string name, Submission submission) =>
        submission.Fields.Where(field => FieldName.Normalize(field.Name) == name).Select(field => field.Value);
}
