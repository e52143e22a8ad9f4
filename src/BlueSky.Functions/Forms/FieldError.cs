namespace BlueSky.Functions.Forms;

/// <summary>A broken rule, in Formspree's codes, with a sentence for the visitor.</summary>
internal sealed record FieldError(string Code, string? Field, string Message)
{
    public const string Missing = "REQUIRED_FIELD_MISSING";
    public const string Empty = "REQUIRED_FIELD_EMPTY";
    public const string NotAnEmail = "TYPE_EMAIL";
    public const string NotAPhone = "TYPE_PHONE";
    public const string TooLong = "TOO_LONG";
    public const string NoFileUploads = "NO_FILE_UPLOADS";

    /// <summary>A local part outside ASCII: SendGrid sends no mail to it.</summary>
    public static FieldError CannotBeSentTo(string field) => new(
        NotAnEmail,
        field,
        "We cannot send email to an address with letters like these before the @. Please give another address, or "
        + "call us.");
}
