namespace BlueSky.Content.Pages;

/// <summary>
/// The error page of a post, for visitors without JavaScript. With an <paramref name="Action"/>, the page contains the
/// form, filled with <paramref name="Values"/>; without one, only the error and how to call the clinic.
/// <paramref name="Status"/> is the response's status code; the page does not show it.
/// </summary>
public sealed record FormErrorModel(
    ClinicDetails Clinic,
    int Status,
    string Title,
    string Message,
    IReadOnlyList<FieldProblem> Problems,
    Uri? Action,
    IReadOnlyList<FormValue> Values);

/// <summary>A validation error; <paramref name="Field"/> is the name of its <see cref="FormValue"/>.</summary>
public sealed record FieldProblem(string Field, string Message);

/// <summary>
/// One control of the form, with the exact posted value. A hidden control is only sent again; the others have a label
/// and possibly a problem.
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
    // An input of one line would lose the typed line breaks.
    internal bool NeedsLines => Multiline || Value.AsSpan().ContainsAny('\r', '\n');
}
