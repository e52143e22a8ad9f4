using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Webhooks;

/// <summary>A form submission as Webflow tells it.</summary>
/// <param name="FormName">What the form is called in Webflow; null when the hook does not say.</param>
/// <param name="Id">Webflow's own id of the submission, the same in each delivery.</param>
/// <param name="SubmittedAt">As written.</param>
/// <param name="Form">Its fields, by the names that visitors see.</param>
/// <param name="Problem">Why it could not be read; then the one field is the body.</param>
internal sealed record WebflowHook(
    string? FormName, string? Id, string? SubmittedAt, PostedForm Form, string? Problem = null);
