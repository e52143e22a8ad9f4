using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Submissions;

/// <summary>A submission that another program's webhook delivers, read and judged already.</summary>
/// <param name="Form">Whose handler is to process it.</param>
/// <param name="RepeatKey">With the same content, two deliveries with the same one are the same submission.</param>
/// <param name="Content">All that it says, whole.</param>
/// <param name="Columns">Of that, the fields with a column of their own.</param>
/// <param name="Fields">The others, as they are to be stored.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Error">Why it is quarantined; null when it is not.</param>
internal sealed record HookPost(
    string Form, string RepeatKey, IReadOnlyList<PostedField> Content, IReadOnlyDictionary<string, string> Columns,
    IReadOnlyList<PostedField> Fields, string Source, string? Error);
