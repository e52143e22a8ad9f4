using System.Globalization;
using System.Text;
using BlueSky.Content.Localization;

namespace BlueSky.Functions.Forms;

/// <summary>Validates an entry against its form's rules and the limits for all forms.</summary>
internal static class FormRules
{
    public const int MaxOtherFields = 50;
    public const int MaxOtherName = 100;
    public const int MaxOtherValue = 5_000;
    public const int MaxOtherBytes = 16 * 1024;
    public const int MaxIdempotencyKey = 200;

    /// <param name="texts">For the sentences of the errors.</param>
    public static IReadOnlyList<FieldError> Check(Form form, FormEntry entry, Texts texts) =>
    [
        .. form.Fields.Select(field => CheckKnown(field, entry, texts)).OfType<FieldError>(),
        .. form.CheckTogether(entry, texts),
        .. CheckOthers(entry.Others, texts),
        .. CheckPost(entry, texts),
    ];

    private static IEnumerable<FieldError> CheckPost(FormEntry entry, Texts texts)
    {
        if (entry.HasTooManyValues)
        {
            yield return TooLong(null, "Field.TooManyValues", PostedForm.MaxValues, texts);
        }

        if (entry.FileField is { } file)
        {
            yield return new FieldError(FieldError.NoFileUploads, Shorten(file), texts["Field.NoFiles"]);
        }

        if (entry.Control.IdempotencyKey is { Length: > MaxIdempotencyKey })
        {
            yield return TooLong("_id", "Field.TooLong", MaxIdempotencyKey, texts);
        }
    }

    private static FieldError? CheckKnown(FormField field, FormEntry entry, Texts texts) => entry[field.Name] switch
    {
        null when !field.Required => null,
        null => new FieldError(
            entry.WasSent(field.Name) ? FieldError.Empty : FieldError.Missing,
            field.Name,
            texts.Find($"Field.{field.Name}.Missing") ?? texts["Field.Missing"]),
        var value when Length(value) > field.MaxLength =>
            TooLong(field.Name, "Field.TooLong", field.MaxLength, texts),
        var value => CheckKind(field, value, texts),
    };

    private static FieldError? CheckKind(FormField field, string value, Texts texts) => field.Kind switch
    {
        FieldKind.Email => CheckEmail(field, EmailAddress.TryParse(value), texts),
        FieldKind.Phone when PhoneNumber.TryGetDigits(value) is null =>
            new FieldError(FieldError.NotAPhone, field.Name, texts["Field.NotAPhone"]),
        _ => null,
    };

    // A form that requires an address can respond only by email, so the address must accept email.
    private static FieldError? CheckEmail(FormField field, EmailAddress? address, Texts texts) => address switch
    {
        null => new FieldError(FieldError.NotAnEmail, field.Name, texts["Field.NotAnEmail"]),
        { CanBeSentTo: false } when field.Required => FieldError.CannotBeSentTo(field.Name, texts),
        _ => null,
    };

    private static IEnumerable<FieldError> CheckOthers(IReadOnlyList<PostedField> others, Texts texts)
    {
        if (others.Count > MaxOtherFields)
        {
            yield return TooLong(
                Shorten(others[MaxOtherFields].Name), "Field.TooManyValues", MaxOtherFields, texts);
            yield break;
        }

        foreach (var (name, value) in others)
        {
            if (Length(name) > MaxOtherName)
            {
                yield return TooLong(Shorten(name), "Field.TooLong", MaxOtherName, texts);
            }
            else if (Length(value) > MaxOtherValue)
            {
                yield return TooLong(name, "Field.TooLong", MaxOtherValue, texts);
            }
        }

        // The second limit is the table's: a string holds 32K characters, and JSON doubles quotes.
        if (others.Sum(field => Encoding.UTF8.GetByteCount(field.Name) + Encoding.UTF8.GetByteCount(field.Value))
                > MaxOtherBytes
            || ExtraFields.ToJson(others).Length > ExtraFields.MaxJsonLength)
        {
            yield return TooLong(others[^1].Name, "Field.TooMuch", MaxOtherBytes, texts);
        }
    }

    // Both languages write a thousand as 1,000, as is usual in the United States.
    private static FieldError TooLong(string? field, string key, int max, Texts texts) => new(
        FieldError.TooLong, field, texts.Format(key, ("count", max.ToString("N0", CultureInfo.InvariantCulture))));

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
    public static FieldError CannotBeSentTo(string field, Texts texts) =>
        new(NotAnEmail, field, texts["Field.CannotBeSentTo"]);
}
