using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Webhooks;

/// <summary>A form submission as Webflow tells it.</summary>
/// <param name="FormName">What the form is called in Webflow; null when the hook does not say.</param>
/// <param name="Id">Webflow's own id of the submission, the same in each delivery.</param>
/// <param name="SubmittedAt">As written.</param>
/// <param name="Fields">By the names that visitors see.</param>
/// <param name="Problem">Why it could not be read; then the one field is the body.</param>
internal sealed record WebflowHook(
    string? FormName, string? Id, string? SubmittedAt, IReadOnlyList<PostedField> Fields, string? Problem = null)
{
    /// <summary>Some values were not kept.</summary>
    public bool HasTooManyValues { get; init; }
}
