namespace BlueSky.Functions.Forms;

/// <summary>A name and a value as a body held them, in order; names may repeat.</summary>
internal readonly record struct PostedField(string Name, string Value);

/// <summary>What a body held.</summary>
/// <param name="HasFile">A file with content was attached; its content was not kept.</param>
internal sealed record PostedForm(IReadOnlyList<PostedField> Fields, bool HasFile = false);
