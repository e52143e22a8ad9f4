using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Submissions;

/// <summary>
/// A submission that comes by a link in a mail instead of a form: the address is known, nothing is typed.
/// </summary>
/// <param name="Form">Whose handler is to process it.</param>
/// <param name="Source">The page with the button.</param>
/// <param name="RepeatKey">Two answers with the same one are the same submission.</param>
internal sealed record LinkAnswer(
    string Form, string Email, string Source, string RepeatKey, IReadOnlyList<PostedField> Fields);
