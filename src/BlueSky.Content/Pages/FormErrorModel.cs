namespace BlueSky.Content.Pages;

/// <summary>
/// The page of a post that the visitor can correct or repeat, for visitors without JavaScript: the form, filled with
/// <paramref name="Values"/>.
/// </summary>
/// <param name="Notice">What happened; null when it is the <paramref name="Problems"/>.</param>
/// <param name="Button">The label of the form's button.</param>
public sealed record FormErrorModel(
    ClinicDetails Clinic,
    FormNotice? Notice,
    IReadOnlyList<FieldProblem> Problems,
    Uri Action,
    IReadOnlyList<FormValue> Values,
    string Button);

/// <summary>Why a post was refused, when its fields are not the reason.</summary>
public sealed record FormNotice(string Title, PageText Message);

/// <summary>
/// A validation error; <paramref name="Field"/> is the name of its <see cref="FormValue"/>, or null when it is about
/// the whole form.
/// </summary>
public sealed record FieldProblem(string? Field, string Message);
