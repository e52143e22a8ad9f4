using BlueSky.Content.Localization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>Checks whether a stored submission could be processed.</summary>
internal sealed class SubmissionRules(FormCatalog forms)
{
    /// <returns>Why it cannot be processed; null when it can.</returns>
    public string? ObstacleFor(Submission submission) =>
        forms.Find(submission.Kind) is not { } form ? "its form is not known here"
            : BrokenRules(form, submission) is { Count: > 0 } broken
                ? $"its fields break the form's rules: {string.Join(", ", broken)}"
                : null;

    private static List<string> BrokenRules(Form form, Submission submission)
    {
        PostedField[] columns =
        [
            new("email", submission.Email ?? ""), new("name", submission.Name ?? ""),
            new("phone", submission.Phone ?? ""), new("message", submission.Message ?? ""),
        ];
        var posted = columns.Where(column => column.Value.Length > 0).Concat(submission.Fields).ToList();
        return FormRules.Check(form, FormEntry.From(form, new PostedForm(posted)), Texts.English)
            .Select(error => error.Code).Distinct().ToList();
    }
}
