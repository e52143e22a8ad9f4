namespace BlueSky.Functions.Forms;

/// <summary>A broken rule, in Formspree's codes, with a sentence for the visitor.</summary>
internal sealed record FieldError(string Code, string? Field, string Message)
{
    public const string Missing = "REQUIRED_FIELD_MISSING";
    public const string Empty = "REQUIRED_FIELD_EMPTY";
    public const string NotAnEmail = "TYPE_EMAIL";
    public const string NotAPhone = "TYPE_PHONE";
    public const string NotText = "TYPE_TEXT";
    public const string TooLong = "TOO_LONG";
    public const string NoFileUploads = "NO_FILE_UPLOADS";
}
