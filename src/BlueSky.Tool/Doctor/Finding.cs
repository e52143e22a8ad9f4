namespace BlueSky.Tool.Doctor;

internal enum Verdict
{
    Ok,
    Wrong,
    NotChecked,
}

/// <summary>The result of one check, in words that name no secret and no person.</summary>
internal sealed record Finding(Verdict Verdict, string Text)
{
    public static Finding Ok(string text) => new(Verdict.Ok, text);

    /// <param name="problem">A sentence.</param>
    /// <param name="cure">A sentence that says how to fix it.</param>
    public static Finding Wrong(string problem, string cure) => new(Verdict.Wrong, $"{problem} {cure}");

    public static Finding NotChecked(string what, string why) => new(Verdict.NotChecked, $"{what}: {why}");

    /// <summary>The line that is printed.</summary>
    public override string ToString() => Verdict switch
    {
        Verdict.Ok => $"ok           {Text}",
        Verdict.Wrong => $"WRONG        {Text}",
        _ => $"not checked  {Text}",
    };
}
