using BlueSky.Tool.Doctor;

namespace BlueSky.Infra.Tests.App;

/// <param name="Name">As the app reads it; <c>*</c> for an entry of a list or of a section.</param>
/// <param name="DefinedIn">The record that reads it.</param>
/// <param name="WhenMissing">What start-up says when nothing is set; null for what may be left out.</param>
/// <param name="WhenMalformed">What it says of a value that means nothing; null when any text will do.</param>
internal sealed record Setting(string Name, string DefinedIn, string? WhenMissing, string? WhenMalformed)
{
    /// <summary>Whether nobody but the app may know it.</summary>
    public bool IsSecret =>
        !Name.Contains("Public", StringComparison.Ordinal)
        && (Name.EndsWith("Key", StringComparison.Ordinal) || Name.EndsWith("Keys", StringComparison.Ordinal)
            || Name.EndsWith("Secret", StringComparison.Ordinal) || Name.EndsWith("HEADERS", StringComparison.Ordinal));

    /// <summary>The variable of the environment that azd takes it from.</summary>
    public string Variable => AzdVariable.Of(Name);
}
