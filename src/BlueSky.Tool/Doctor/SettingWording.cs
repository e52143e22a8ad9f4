using System.Text.RegularExpressions;
using BlueSky.Functions.Settings;

namespace BlueSky.Tool.Doctor;

/// <summary>How the person who runs doctor names a setting, and sets it.</summary>
internal abstract partial class SettingWording
{
    public abstract string NameOf(string setting);

    public Finding Of(SettingProblem problem)
    {
        // A problem may name other settings.
        var words = SettingName().Replace(problem.Problem, match => NameOf(match.Value));
        return Finding.Wrong($"{NameOf(problem.Name)} {words}.", CureOf(problem));
    }

    protected abstract string CureOf(SettingProblem problem);

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+(:[A-Z][A-Za-z]+)+\b")]
    private static partial Regex SettingName();
}

/// <summary>For the app's own settings, from a file or the environment.</summary>
internal sealed class AppWording : SettingWording
{
    public override string NameOf(string setting) => setting;

    protected override string CureOf(SettingProblem problem) =>
        $"Set {problem.Name.Replace(":", "__", StringComparison.Ordinal)} as docs/settings.md says.";
}

/// <summary>For the variables of an azd environment.</summary>
internal sealed class AzdWording : SettingWording
{
    public override string NameOf(string setting) => AzdVariable.Of(setting);

    protected override string CureOf(SettingProblem problem) =>
        AzdVariable.Of(problem.Name) is var variable && VaultSecrets.Variables.Contains(variable)
            ? $"Export it again: export {variable}=…"
            : $"Set it: azd env set {variable} \"…\"";
}
