namespace BlueSky.Functions.Forms;

/// <summary>A name and a value as a body held them, in order; names may repeat.</summary>
internal readonly record struct PostedField(string Name, string Value);

/// <summary>What a body held.</summary>
/// <param name="FileField">A field that a file with content was attached to; the content was not kept.</param>
internal sealed record PostedForm(IReadOnlyList<PostedField> Fields, string? FileField = null)
{
    /// <summary>Parsers keep no more: a body of 64 KiB could hold thirty thousand.</summary>
    public const int MaxValues = 1_000;

    /// <summary>Some values were not kept.</summary>
    public bool HasTooManyValues { get; init; }
}
