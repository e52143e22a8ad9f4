using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Submissions;

/// <summary>
/// A submission that comes by a page of this app instead of a website's form: an address, and nothing else that was
/// typed. Behind a link in a mail the address is known; without a link it is the one thing that is asked for.
/// </summary>
/// <param name="Form">Whose handler is to process it.</param>
/// <param name="Source">The page with the button.</param>
/// <param name="RepeatKey">Two answers with the same one are the same submission.</param>
internal sealed record LinkAnswer(
    string Form, string Email, string Source, RepeatKey RepeatKey, IReadOnlyList<PostedField> Fields);
