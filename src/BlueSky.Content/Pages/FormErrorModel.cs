namespace BlueSky.Content.Pages;

/// <summary>
/// What went wrong with a post, for a visitor without JavaScript. With an <paramref name="Action"/> the page holds the
/// form again, filled with <paramref name="Values"/>; without one it only says so and how to call the clinic.
/// <paramref name="Status"/> is the answer's status code; the page does not show it.
/// </summary>
public sealed record FormErrorModel(
    ClinicDetails Clinic,
    int Status,
    string Title,
    string Message,
    IReadOnlyList<FieldProblem> Problems,
    Uri? Action,
    IReadOnlyList<FormValue> Values);

/// <summary>A broken rule; <paramref name="Field"/> is the name of the <see cref="FormValue"/> it is about.</summary>
public sealed record FieldProblem(string Field, string Message);

/// <summary>
/// One control of the form: what was posted under that name, exactly. A hidden one is only sent along; the others show
/// their label and, where there is one, their problem.
/// </summary>
public sealed record FormValue(
    string Name,
    string Label,
    string Value,
    bool Hidden,
    bool Multiline,
    string? Problem,
    string InputType,
    bool Required,
    string AutoComplete)
{
    // An input of one line would drop the line breaks of what was typed.
    internal bool NeedsLines => Multiline || Value.AsSpan().ContainsAny('\r', '\n');
}
