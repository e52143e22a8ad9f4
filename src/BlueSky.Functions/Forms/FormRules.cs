using System.Globalization;
using System.Text;

namespace BlueSky.Functions.Forms;

/// <summary>Validates an entry against its form's rules and the limits for all forms.</summary>
internal static class FormRules
{
    public const int MaxOtherFields = 50;
    public const int MaxOtherName = 100;
    public const int MaxOtherValue = 5_000;
    public const int MaxOtherBytes = 16 * 1024;
    public const int MaxIdempotencyKey = 200;

    public static IReadOnlyList<FieldError> Check(Form form, FormEntry entry) =>
    [
        .. form.Fields.Select(field => CheckKnown(field, entry)).OfType<FieldError>(),
        .. form.CheckTogether(entry),
        .. CheckOthers(entry.Others),
        .. CheckPost(entry),
    ];

    private static IEnumerable<FieldError> CheckPost(FormEntry entry)
    {
        if (entry.HasTooManyValues)
        {
            yield return new FieldError(
                FieldError.TooLong, null, string.Create(
                    CultureInfo.InvariantCulture, $"At most {PostedForm.MaxValues:N0} values are taken."));
        }

        if (entry.FileField is { } file)
        {
            yield return new FieldError(FieldError.NoFileUploads, Shorten(file), "This form does not take files.");
        }

        if (entry.Control.IdempotencyKey is { Length: > MaxIdempotencyKey })
        {
            yield return TooLong("_id", "The idempotency key", MaxIdempotencyKey);
        }
    }

    private static FieldError? CheckKnown(FormField field, FormEntry entry) => entry[field.Name] switch
    {
        null when !field.Required => null,
        null when entry.WasSent(field.Name) =>
            new FieldError(FieldError.Empty, field.Name, $"{field.Label} is required and was left empty."),
        null => new FieldError(FieldError.Missing, field.Name, $"{field.Label} is required."),
        var value when Length(value) > field.MaxLength => TooLong(field.Name, field.Label, field.MaxLength),
        var value => CheckKind(field, value),
    };

    private static FieldError? CheckKind(FormField field, string value) => field.Kind switch
    {
        FieldKind.Email => CheckEmail(field, EmailAddress.TryParse(value)),
        FieldKind.Phone when PhoneNumber.TryGetDigits(value) is null =>
            new FieldError(
                FieldError.NotAPhone, field.Name,
                $"{field.Label} must be a phone number of at least {PhoneNumber.MinDigits} digits."),
        _ => null,
    };

    // A form that requires an address can respond only by email, so the address must accept email.
    private static FieldError? CheckEmail(FormField field, EmailAddress? address) => address switch
    {
        null => new FieldError(FieldError.NotAnEmail, field.Name, $"{field.Label} must be an email address."),
        { CanBeSentTo: false } when field.Required => FieldError.CannotBeSentTo(field.Name),
        _ => null,
    };

    private static IEnumerable<FieldError> CheckOthers(IReadOnlyList<PostedField> others)
    {
        if (others.Count > MaxOtherFields)
        {
            yield return new FieldError(
                FieldError.TooLong,
                Shorten(others[MaxOtherFields].Name),
                $"At most {MaxOtherFields} more fields are taken.");
            yield break;
        }

        foreach (var (name, value) in others)
        {
            if (Length(name) > MaxOtherName)
            {
                yield return TooLong(Shorten(name), "A field's name", MaxOtherName);
            }
            else if (Length(value) > MaxOtherValue)
            {
                yield return TooLong(name, "This field", MaxOtherValue);
            }
        }

        // The second limit is the table's: a string holds 32K characters, and JSON doubles quotes.
        if (others.Sum(field => Encoding.UTF8.GetByteCount(field.Name) + Encoding.UTF8.GetByteCount(field.Value))
                > MaxOtherBytes
            || ExtraFields.ToJson(others).Length > ExtraFields.MaxJsonLength)
        {
            yield return new FieldError(
                FieldError.TooLong,
                others[^1].Name,
                $"All other fields together must not exceed {MaxOtherBytes / 1024} KiB.");
        }
    }

    private static FieldError TooLong(string field, string label, int max) =>
        new(FieldError.TooLong, field, string.Create(
            CultureInfo.InvariantCulture, $"{label} must not be longer than {max:N0} characters."));

    // Browsers count a line break as one character, but send two.
    private static int Length(string value) => value.Length - value.AsSpan().Count("\r\n");

    private static string Shorten(string name) => ExtraFields.Cut(name, MaxOtherName);
}

/// <summary>A validation error: one of Formspree's codes and a sentence for the visitor.</summary>
internal sealed record FieldError(string Code, string? Field, string Message)
{
    public const string Missing = "REQUIRED_FIELD_MISSING";
    public const string Empty = "REQUIRED_FIELD_EMPTY";
    public const string NotAnEmail = "TYPE_EMAIL";
    public const string NotAPhone = "TYPE_PHONE";
    public const string TooLong = "TOO_LONG";
    public const string NoFileUploads = "NO_FILE_UPLOADS";

    /// <summary>A local part with non-ASCII characters: SendGrid cannot send to it.</summary>
    public static FieldError CannotBeSentTo(string field) => new(
        NotAnEmail,
        field,
        "We cannot send email to an address with letters like these before the @. Please give another address, or "
        + "call us.");
}
