using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Submissions;

/// <summary>A submission that no visitor posts here: it was read, judged or made already.</summary>
/// <param name="EntryPoint">The way it came in: "webhook" or "timer".</param>
/// <param name="Form">Whose handler is to process it.</param>
/// <param name="RepeatKey">With the same content, two with the same one are the same submission.</param>
/// <param name="Content">All that makes it another submission, whole.</param>
/// <param name="Columns">The fields with a column of their own.</param>
/// <param name="Fields">The others, as they are to be stored.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Error">Why it is quarantined; null when it is not.</param>
internal sealed record PreparedPost(
    string EntryPoint, string Form, string RepeatKey, IReadOnlyList<PostedField> Content,
    IReadOnlyDictionary<string, string> Columns, IReadOnlyList<PostedField> Fields, string Source, string? Error);
