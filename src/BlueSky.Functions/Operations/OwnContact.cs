using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>
/// What of a submission says how its sender can be reached: the columns for it, and fields that a form would take for
/// its own email or phone by their names, such as a second email field, or those of a form that is not known here. An
/// address or a number anywhere else is a mention: it may be somebody else's.
/// </summary>
internal static class OwnContact
{
    private const string EmailName = "email";
    private const string PhoneName = "phone";

    /// <summary>Repeated fields are stored so.</summary>
    private const string Joined = ", ";

    public static IEnumerable<EmailAddress> AddressesOf(Submission submission) =>
        ColumnAddressOf(submission).Concat(FieldAddressesOf(submission));

    /// <summary>As written; a number may stand anywhere in one.</summary>
    public static IEnumerable<string> PhonesOf(Submission submission) =>
        submission.Phone is { } phone ? FieldsNamed(PhoneName, submission).Prepend(phone)
            : FieldsNamed(PhoneName, submission);

    /// <summary>Who sent it: the columns, and the fields only where there are none.</summary>
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

    // Nothing but an address: of what says more, nobody knows whose it is.
    private static IEnumerable<EmailAddress> AddressesIn(string value)
    {
        if (EmailAddress.TryParseTyped(value) is { } only)
        {
            return [only];
        }

        var repeated = value.Split(Joined).Select(EmailAddress.TryParseTyped).ToList();
        return repeated.Contains(null) ? [] : repeated.OfType<EmailAddress>();
    }

    private static IEnumerable<string> FieldsNamed(string name, Submission submission) =>
        submission.Fields.Where(field => FieldName.Normalize(field.Name) == name).Select(field => field.Value);
}
